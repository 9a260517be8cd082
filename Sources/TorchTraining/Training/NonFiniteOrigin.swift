import Torch
import TorchNN

/// Where numbers that are not finite come from when `pass` runs `model`, in words.
///
/// A parameter that is not finite is the origin. Otherwise the forward pass is made once more, with
/// every operator's result looked at; the first bad one is named with the last parameter it used.
func nonFiniteOrigin(in model: any Module, _ pass: (any Module) -> Tensor) -> String {
  let parameters = model.namedParameters
  if let bad = withoutGrad({ parameters.first { !$0.value.isFinite } }) {
    return "it began in the parameter \(bad.name), which is not finite"
  }
  var last: String?
  var origin: String?
  withoutGrad {
    _ = Operator.observing { call in
      guard origin == nil else { return }
      if let used = call.parameters.first {
        last = parameters.first { $0.value.isSame(as: used) }?.name ?? last
      }
      // Memory that nothing has written to yet holds anything.
      guard !call.name.hasPrefix("aten::empty") else { return }
      let isBad = call.results.contains { $0.dtype.isFloatingPoint && !isFinite($0) }
      if isBad { origin = call.name }
    } _: {
      pass(model)
    }
  }
  guard let origin else { return "it does not show again in a second pass" }
  return "it began in \(origin)" + (last.map { " at the parameter \($0)" } ?? "")
}

/// Whether `tensor` is finite, asked without the observer seeing the question.
private func isFinite(_ tensor: Tensor) -> Bool { Operator.observing({ _ in }) { tensor.isFinite } }
