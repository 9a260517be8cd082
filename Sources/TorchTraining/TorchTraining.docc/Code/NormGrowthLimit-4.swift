import Torch
import TorchOptimizers

/// Lets the norm of a parameter's update grow from step to step by a factor at most.
///
/// Source: Chen et al., "Fira: Can We Achieve Full-rank Training of LLMs Under Low-rank Constraint?", 2024, section 4.2,
/// https://arxiv.org/abs/2410.01623.
struct NormGrowthLimit: GradientTransform {
  let name = "normGrowthLimit"
  /// The largest quotient of a norm and the one before it.
  let factor: Double

  init(_ factor: Double = 1.01) { self.factor = factor }

  /// The norm that the last update had.
  let slots = ["norm.scalar"]

  func transform(_ updates: inout [Tensor], in context: TransformContext) {
    var norms = context.numbers("norm", initially: .infinity)
    for index in updates.indices {
      let norm = updates[index].norm().item
      let limit = norms[index] > 0 ? factor * norms[index] : .infinity
      if norm > limit { updates[index] = updates[index] * (limit / norm) }
      norms[index] = min(norm, limit)
    }
    context.setNumbers("norm", norms)
  }

  /// A multiple of rows with mean zero has mean zero.
  func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { before }
}
