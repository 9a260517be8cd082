import Torch
import TorchNN

extension Module {
  /// Writes the weights of `networks.py` to every parameter and buffer: waves by tensor and element.
  func fillByFormula() {
    let tensors = stateDict.filter { !$0.name.hasSuffix("num_batches_tracked") }
    for (number, (name, tensor)) in tensors.enumerated() {
      let elements = Tensor.arange(tensor.count, dtype: .float64)
      let wave = (elements * 1.3 + 0.7 * Double(number) + 0.1).sin().reshaped(tensor.shape)
      tensor.load(formula(name, wave))
    }
  }

  private func formula(_ name: String, _ wave: Tensor) -> Tensor {
    if wave.rank > 1 {
      let fanIn = wave.shape.dropFirst().reduce(1, *)
      return wave * (0.7 / Double(fanIn).squareRoot())
    }
    if name.hasSuffix("running_var") { return wave * 0.5 + 1 }
    if name.hasSuffix("weight") { return wave * 0.4 + 0.5 }
    return wave
  }
}
