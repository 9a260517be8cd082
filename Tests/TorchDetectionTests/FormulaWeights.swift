import Torch
import TorchNN

extension Module {
  /// Writes the weights of `formula.py` to every parameter and buffer but counters.
  func fillByFormula() {
    let tensors = stateDict.filter { !$0.name.hasSuffix("num_batches_tracked") }
    for (number, (name, tensor)) in tensors.enumerated() {
      let j = Tensor.arange(tensor.count, dtype: .float64)
      let wave = (j * 0.37 * j + 0.7 * Double(number) + 0.1).sin().reshaped(tensor.shape)
      tensor.load(value(name, tensor.shape, wave))
    }
  }
}

private let scales = [
  ("rpn.head.cls_logits", 0.5), ("rpn.head.bbox_pred", 0.1), ("box_predictor.cls_score", 0.2),
  ("box_predictor.bbox_pred", 1), ("fpn", 1),
]

private func value(_ name: String, _ shape: [Int], _ wave: Tensor) -> Tensor {
  if shape.count > 1 {
    let scale = scales.first { name.contains($0.0) }?.1 ?? 2
    return wave * (scale / Double(shape.dropFirst().reduce(1, *)).squareRoot())
  }
  if name.hasSuffix("running_var") { return wave * 0.5 + 1 }
  if name.hasSuffix("bn3.weight") { return wave * 0.1 + 0.3 }
  if name.hasSuffix("weight") { return wave * 0.4 + 1 }
  return wave * 0.2
}
