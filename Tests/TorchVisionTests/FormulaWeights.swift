import Torch
import TorchNN

extension Module {
  /// Writes the weights of `networks.py` to every parameter and buffer: waves by tensor and element.
  func fillByFormula() {
    fill { name, shape, number, _ in
      let elements = Tensor.arange(shape.reduce(1, *), dtype: .float64)
      let wave = (elements * 1.3 + 0.7 * Double(number) + 0.1).sin().reshaped(shape)
      if shape.count > 1 { return wave * (0.7 / Double(inputs(shape)).squareRoot()) }
      if name.hasSuffix("running_var") { return wave * 0.5 + 1 }
      if name.hasSuffix("weight") { return wave * 0.4 + 0.5 }
      return wave
    }
  }

  /// Writes the weights of `network_values.py`, whose waves get faster from element to element.
  ///
  /// - Parameters:
  ///   - isStandardized: whether the convolutions standardize their weights.
  ///   - onlyStatistics: whether all else stays as it is.
  func fillByFastWaves(isStandardized: Bool, onlyStatistics: Bool = false) {
    fill(onlyStatistics: onlyStatistics) { name, shape, number, lastConvolution in
      let elements = Tensor.arange(shape.reduce(1, *), dtype: .float64)
      let wave =
        (elements * 0.37 * elements + 0.7 * Double(number) + 0.1).sin().reshaped(shape)
      if name.hasSuffix("original0") { return wave * 0.4 + 1.4 }
      if shape.count > 1 { return wave * (2 / Double(inputs(shape)).squareRoot()) }
      if name.hasSuffix("running_var") {
        return (wave * 0.5 + 1) * (isStandardized ? Double(inputs(lastConvolution)) : 1)
      }
      if name.hasSuffix("weight") { return wave * 0.4 + 1 }
      return wave * 0.2
    }
  }

  /// Fills each tensor of the state dict but counters with what `formula` gives for its name, its
  /// shape, its number, and the shape of the last weight of a convolution up to it.
  private func fill(
    onlyStatistics: Bool = false, _ formula: (String, [Int], Int, [Int]) -> Tensor
  ) {
    let tensors = stateDict.filter { !$0.name.hasSuffix("num_batches_tracked") }
    var lastConvolution: [Int] = []
    for (number, (name, tensor)) in tensors.enumerated() {
      if tensor.rank == 4 { lastConvolution = tensor.shape }
      if onlyStatistics && !name.contains("running_") { continue }
      tensor.load(formula(name, tensor.shape, number, lastConvolution))
    }
  }
}

/// The inputs of an output unit of a weight `[O, …]`.
private func inputs(_ shape: [Int]) -> Int { shape.dropFirst().reduce(1, *) }
