import Foundation
public import Torch

/// Divides an average of the updates by the root of an average of their squares.
///
///     m ← β₁·m + (1 − β₁)·u        m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·u²       v̂ = v / (1 − β₂ᵗ)
///     u ← m̂ / (√v̂ + ε)
///
/// After ``GradientCentralization`` in the chain it is the paper's algorithm 2, where `v` too is
/// made of centralized gradients. Source: Kingma and Ba, "Adam", ICLR 2015,
/// https://arxiv.org/abs/1412.6980.
public struct AdamScaling: GradientTransform {
  /// `adam`; its memory is `adam.mean` and `adam.square`.
  public var name: String { "adam" }
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double

  /// The averages' factors, each in [0, 1), and what keeps the divisor from zero, above 0.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    precondition((0..<1).contains(beta1), "beta1: expected 0 to below 1, found \(beta1)")
    precondition((0..<1).contains(beta2), "beta2: expected 0 to below 1, found \(beta2)")
    precondition(epsilon > 0, "epsilon: expected above 0, found \(epsilon)")
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }

  /// `m̂ / (√v̂ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    for i in updates.indices {
      means[i].multiply(by: beta1)
      means[i].add(updates[i], alpha: 1 - beta1)
      squares[i].multiply(by: beta2)
      squares[i].addProduct(updates[i], updates[i], alpha: 1 - beta2)
      let step = Double(context.steps[i])
      let meanCorrection = 1 - pow(beta1, step)
      let rootCorrection = (1 - pow(beta2, step)).squareRoot()
      let divisor = squares[i].sqrt() / rootCorrection + epsilon
      updates[i] = means[i] / (divisor * meanCorrection)
    }
  }
}
