/// What a ``CentralizationMonitor`` sees of one weight.
public struct CentralizationReading: Hashable, Sendable {
  /// The parameter's name.
  public let name: String
  /// The largest `|1ᵀw − 1ᵀw⁰|` of its output units.
  public let drift: Double
  /// The drift that rounding alone may explain: `8·ε·√(t + 1)·max Σ|w|` after `t` steps, with half
  /// the distance between neighboring numbers for `ε`.
  public let tolerance: Double
  /// Whether the optimizer's chain promises a drift of zero, to rounding.
  public let isPromised: Bool
  /// The Euclidean norm of the gradient, `‖g‖`, as it enters the chain: clipped and unscaled; `nil` for a parameter without a
  /// gradient.
  public let gradientNorm: Double?
  /// The share of the gradient's energy that its mean holds, `‖g − Φg‖²/‖g‖²`, in [0, 1]; `nil` for a
  /// parameter without a gradient.
  public let gradientShare: Double?
  /// The share of the update's energy that its mean holds before any centralization of the update,
  /// `‖u − Φu‖²/‖u‖²`, in [0, 1]; `nil` for a parameter without a gradient.
  public let updateShare: Double?

  /// Whether a promise is broken: something else than the optimizer has changed the weight, or there
  /// is a mistake.
  public var isBroken: Bool { isPromised && drift > tolerance }
}
