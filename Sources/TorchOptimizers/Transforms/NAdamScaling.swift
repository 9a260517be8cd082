import Foundation
public import Torch

/// Adam with Nesterov's momentum, whose factor grows over time.
///
///     μₜ = β₁·(1 − ½·0.96^(t·ψ))        M ← M·μₜ
///     m ← β₁·m + (1 − β₁)·u            v ← β₂·v + (1 − β₂)·u²
///     u ← ((1 − μₜ)/(1 − M)·u + μₜ₊₁/(1 − M·μₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε)
///
/// Source: Dozat, "Incorporating Nesterov Momentum into Adam", ICLR workshop 2016, with PyTorch's
/// schedule of `μ`.
public struct NAdamScaling: GradientTransform {
  /// `nadam`; its memory is `nadam.mean`, `nadam.square` and the number `nadam.product`, `M`.
  public var name: String { "nadam" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "square", "product.scalar"] }
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let momentumDecay: Double

  /// The averages' factors, each in [0, 1), what keeps the divisor from zero, above 0, and `ψ`, at
  /// least 0.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, momentumDecay: Double = 4e-3
  ) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    precondition(
      momentumDecay >= 0, "momentum decay: expected at least 0, found \(momentumDecay)")
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
    self.momentumDecay = momentumDecay
  }

  /// Nesterov's mean over the root of the mean square.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    var products = context.numbers("product", initially: 1)
    for i in updates.indices {
      let step = context.steps[i]
      let (mu, next) = (momentum(at: step), momentum(at: step + 1))
      products[i] *= mu
      means[i].average(updates[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      let divisor = (squares[i] / (1 - pow(beta2, Double(step)))).sqrt() + epsilon
      let ahead = (updates[i] * ((1 - mu) / (1 - products[i])))
        .adding(means[i], alpha: next / (1 - products[i] * next))
      updates[i] = ahead / divisor
    }
    context.setNumbers("product", products)
  }

  private func momentum(at step: Int) -> Double {
    beta1 * (1 - 0.5 * pow(0.96, Double(step) * momentumDecay))
  }
}
