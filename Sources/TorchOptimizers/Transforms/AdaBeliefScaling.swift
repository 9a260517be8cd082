import Foundation
public import Torch

/// Divides an average of the updates by how far they stray from it.
///
///     m ← β₁·m + (1 − β₁)·u                    m̂ = m / (1 − β₁ᵗ)
///     s ← β₂·s + (1 − β₂)·(u − m)² + ε         ŝ = s / (1 − β₂ᵗ)
///     u ← m̂ / (√ŝ + ε)
///
/// Source: Zhuang et al., "AdaBelief Optimizer", NeurIPS 2020, https://arxiv.org/abs/2010.07468,
/// algorithm 2, without the rectification that the authors' code can add; its default `ε`.
public struct AdaBeliefScaling: GradientTransform {
  /// `adabelief`; its memory is `adabelief.mean` and `adabelief.deviation`.
  public var name: String { "adabelief" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "deviation"] }
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double

  /// The averages' factors, each in [0, 1), and what keeps the divisor from zero, above 0.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-16) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }

  /// `m̂ / (√ŝ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let deviations = context.slot("deviation")
    for i in updates.indices {
      means[i].average(updates[i], beta1)
      deviations[i].averageSquare(updates[i] - means[i], beta2)
      deviations[i].increment(by: epsilon)
      let step = Double(context.steps[i])
      let divisor = (deviations[i] / (1 - pow(beta2, step))).sqrt() + epsilon
      updates[i] = means[i] / (divisor * (1 - pow(beta1, step)))
    }
  }
}
