/// Divides an average of the updates by the root of an average of their squares.
///
///     m ← β₁·m + (1 − β₁)·u        m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·u²       v̂ = v / (1 − β₂ᵗ)
///     u ← m̂ / (√v̂ + ε)
///
/// AMSGrad takes the largest `v` so far in place of `v`. After `GradientCentralization` in the
/// chain it is the paper's algorithm 2, where `v` too is made of centralized gradients.
///
/// Sources: Kingma and Ba, "Adam", ICLR 2015, https://arxiv.org/abs/1412.6980; Reddi et al., "On the
/// Convergence of Adam and Beyond", ICLR 2018, https://arxiv.org/abs/1904.09237.
public struct AdamScaling: Hashable, Sendable {
  /// `β₁`, the factor of the mean, in [0, 1).
  public var beta1: Double
  /// `β₂`, the factor of the mean square, in [0, 1).
  public var beta2: Double
  /// `ε`, which keeps the divisor from zero, above 0.
  public var epsilon: Double
  /// Whether the divisor only grows.
  public var isAMSGrad: Bool

  /// The averages' factors, each in [0, 1), what keeps the divisor from zero, above 0, and whether
  /// the divisor only grows.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, amsgrad: Bool = false
  ) {
    checkFractions(beta1: beta1, beta2: beta2)
    checkAboveZero(epsilon: epsilon)
    (self.beta1, self.beta2, self.epsilon, isAMSGrad) = (beta1, beta2, epsilon, amsgrad)
  }
}

extension AdamScaling: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.beta1, \.beta1), .init(.beta2, \.beta2), .init(.epsilon, \.epsilon),
    .init(.amsgrad, \.isAMSGrad),
  ]
}

extension OptionName {
  package static let beta1 = own(
    "beta1", .number(.fraction), ofMost: true, "The decay of the mean of gradients, in [0, 1).")
  package static let beta2 = own(
    "beta2", .number(.fraction), ofMost: true,
    "The decay of the mean square, of lion the memory's, in [0, 1).")
  package static let epsilon = own(
    "epsilon", .number(.positive), ofMost: true, "Keeps the denominator from zero, above 0.")
  package static let amsgrad = own(
    "amsgrad", .invertibleFlag, valueName: nil, "divide by the largest mean square so far.")
}
