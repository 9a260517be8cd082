import Torch
import TorchOptimizers

/// A link that does what `link` does and that the fused kernels do not know: its chain makes the step.
struct Unfused: GradientTransform {
  let link: any GradientTransform
  var name: String { link.name }
  var slots: [String] { link.slots }

  func transform(_ updates: inout [Tensor], in context: TransformContext) {
    link.transform(&updates, in: context)
  }

  func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool {
    link.hasZeroMean(before, for: parameter)
  }
}

extension Optimizer.Group {
  /// The same group, whose steps its chain makes.
  var unfused: Optimizer.Group {
    Optimizer.Group(
      parameters, learningRate: learningRate,
      (chain.isEmpty ? [WeightDecay(0)] : chain).map { Unfused(link: $0) }, following: following)
  }
}
