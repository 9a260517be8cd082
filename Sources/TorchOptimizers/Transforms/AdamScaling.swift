import Foundation
public import Torch

/// Divides an average of the updates by the root of an average of their squares.
///
///     m ← β₁·m + (1 − β₁)·u        m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·u²       v̂ = v / (1 − β₂ᵗ)
///     u ← m̂ / (√v̂ + ε)
///
/// AMSGrad takes the largest `v` so far in place of `v`. After ``GradientCentralization`` in the
/// chain it is the paper's algorithm 2, where `v` too is made of centralized gradients.
///
/// Sources: Kingma and Ba, "Adam", ICLR 2015, https://arxiv.org/abs/1412.6980; Reddi et al., "On the
/// Convergence of Adam and Beyond", ICLR 2018, https://arxiv.org/abs/1904.09237.
public struct AdamScaling: GradientTransform {
  /// `adam`; its memory is `adam.mean`, `adam.square` and, with AMSGrad, `adam.largestSquare`.
  public var name: String { "adam" }
  /// The names after the dot.
  public var slots: [String] {
    isAMSGrad ? ["mean", "square", "largestSquare"] : ["mean", "square"]
  }
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  let isAMSGrad: Bool

  /// The averages' factors, each in [0, 1), what keeps the divisor from zero, above 0, and whether
  /// the divisor only grows.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, amsgrad: Bool = false
  ) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon, isAMSGrad) = (beta1, beta2, epsilon, amsgrad)
  }

  /// `m̂ / (√v̂ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    let largest = isAMSGrad ? context.slot("largestSquare") : squares
    for i in updates.indices {
      means[i].average(updates[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      if isAMSGrad { largest[i].load(largest[i].maximum(squares[i])) }
      let (first, second) = Self.corrections(beta1, beta2, step: context.steps[i])
      updates[i] = means[i] / ((largest[i].sqrt() / second.squareRoot() + epsilon) * first)
    }
  }

  /// What the averages of `step` steps are divided by, because they start at zero: `1 − βᵗ`.
  static func corrections(_ beta1: Double, _ beta2: Double, step: Int) -> (Double, Double) {
    (1 - pow(beta1, Double(step)), 1 - pow(beta2, Double(step)))
  }
}
