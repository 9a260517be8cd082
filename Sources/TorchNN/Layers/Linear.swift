public import Torch

/// A fully connected layer: `x Wᵀ + b`, from `[…, I]` to `[…, O]`.
public final class Linear: Layer {
  /// `[O]`.
  public let bias: Parameter?
  private let formed: FormedWeight

  /// `[O, I]`; an output unit sums over dimension 1.
  ///
  /// With weight norm it is the direction `v`.
  public var weight: Parameter { formed.weight }
  /// `[O, 1]` with weight norm, else `nil`.
  public var gain: Parameter? { formed.gain }
  /// `[O, I]`: the weight that inputs are multiplied with, made by the layer's `WeightForm`.
  public var effectiveWeight: Tensor { formed.effective }

  /// Begins with another weight: ``effectiveWeight`` is then made of `initial`, which with weight norm
  /// also sets the gain.
  public func initialize(_ initial: Tensor) { formed.load(initial) }

  /// A layer with `inputs` inputs and `outputs` output units, initialized like PyTorch's.
  public init(
    _ inputs: Int, _ outputs: Int, bias: Bool = true, form: WeightForm = .plain,
    using generator: Generator
  ) {
    let weight = Parameter(
      Initialization.torchDefault([outputs, inputs], fanIn: inputs, using: generator),
      .weight(.linear))
    formed = FormedWeight(weight, form)
    self.bias =
      bias
      ? Parameter(
        Initialization.torchDefault([outputs], fanIn: inputs, using: generator), .bias) : nil
  }

  /// `[…, I]` to `[…, O]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.linear(effectiveWeight, bias) }
}

extension Linear: CustomReflectable {
  /// The parameters under PyTorch's keys.
  public var customMirror: Mirror { formed.mirror(of: self, bias: bias) }
}
