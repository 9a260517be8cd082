import Foundation
public import Torch

/// Adam that divides only once its second moment can be trusted.
///
///     ρ∞ = 2/(1 − β₂) − 1        ρₜ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ)
///     u ← m̂                                     while ρₜ ≤ 5
///     u ← r·m̂·√(1 − β₂ᵗ) / (√v + ε)              afterwards
///     r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)
///
/// `m̂` and `v` are those of ``AdamScaling``. The first steps are steps along `m̂` itself: the update is
/// a tensor of its own, never the memory of `m`. Source: Liu et al., "On the Variance of the Adaptive
/// Learning Rate and Beyond", ICLR 2020, https://arxiv.org/abs/1908.03265, algorithm 2, with the
/// threshold 5 of the authors' code and of PyTorch.
public struct RAdamScaling: GradientTransform {
  /// `radam`; its memory is `radam.mean` and `radam.square`.
  public var name: String { "radam" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "square"] }
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double

  /// The averages' factors, each in [0, 1), and what keeps the divisor from zero, above 0.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }

  /// The mean, divided by the root of the mean square where that is rectified.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    for i in updates.indices {
      means[i].average(updates[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      let step = Double(context.steps[i])
      let mean = means[i] / (1 - pow(beta1, step))
      guard let rectification = rectification(at: step) else {
        updates[i] = mean
        continue
      }
      let numerator = rectification * (1 - pow(beta2, step)).squareRoot()
      updates[i] = mean * numerator / (squares[i].sqrt() + epsilon)
    }
  }

  /// `r`; `nil` while the second moment cannot be trusted.
  private func rectification(at step: Double) -> Double? {
    let decayed = pow(beta2, step)
    let limit = 2 / (1 - beta2) - 1
    let length = limit - 2 * step * decayed / (1 - decayed)
    guard length > 5 else { return nil }
    let ratio = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
    return ratio.squareRoot()
  }
}
