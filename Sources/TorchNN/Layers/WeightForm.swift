import Torch

extension WeightForm {
  fileprivate var use: Parameter.Use {
    switch self {
    case .plain: .asItIs
    case .normalized: .asDirection
    case .standardized: .standardized
    }
  }
}

/// A weight in one of its forms, with the parameters that it is made of.
struct FormedWeight {
  /// The weight, or with weight norm its direction.
  let weight: Parameter
  /// With weight norm, `[O, 1, …]`.
  let gain: Parameter?
  private let form: WeightForm
  private let inputs: [Int]

  /// `weight` `[O, …]` in `form`.
  init(_ weight: Parameter, _ form: WeightForm) {
    inputs = weight.fanIn?.dims ?? []
    let count = weight.fanIn?.count(in: weight.shape) ?? 0
    expect(
      form != .standardized || count > 1,
      "a standardized weight: expected at least 2 inputs per output unit, found \(count)")
    gain = form == .normalized ? Parameter(withoutGrad { weight.normsOfRows() }, .gain) : nil
    weight.use = form.use
    (self.weight, self.form) = (weight, form)
  }

  var effective: Tensor {
    if let gain { return weight.weightNorm(gain: gain) }
    guard form == .standardized else { return weight }
    let deviation = weight.standardDeviation(inputs, keepDims: true)
    return (weight - weight.mean(inputs, keepDims: true)) / (deviation + 1e-5)
  }

  /// Overwrites the weight with `initial`, and a gain with its norms: the layer then uses, with weight
  /// norm too, what a plain one with `initial` uses.
  func load(_ initial: Tensor) {
    weight.load(initial)
    gain?.load(withoutGrad { weight.normsOfRows() })
  }

  /// The mirror of a layer with this weight and `bias`: PyTorch's keys, in PyTorch's order.
  func mirror(of layer: some Layer, bias: Parameter?) -> Mirror {
    let bias = bias as Any
    guard let gain else {
      return Mirror(layer, children: ["weight": weight, "bias": bias], displayStyle: .class)
    }
    let key = "parametrizations.weight.original"
    return Mirror(
      layer, children: [("bias", bias), ("\(key)0", gain), ("\(key)1", weight)],
      displayStyle: .class)
  }
}
