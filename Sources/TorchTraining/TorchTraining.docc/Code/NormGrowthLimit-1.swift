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

  func transform(_ updates: inout [Tensor], in context: TransformContext) {
  }
}
