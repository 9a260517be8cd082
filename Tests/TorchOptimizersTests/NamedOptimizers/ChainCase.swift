import Testing
import TorchOptimizers

/// A ready-made chain, and whether it keeps every output unit's `1ᵀw`.
struct ChainCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let chain: [any GradientTransform]
  let keepsWeightMean: Bool

  init(_ name: String, _ named: some NamedOptimizer, keepsWeightMean: Bool = false) {
    (testDescription, chain) = (name, named.chain)
    self.keepsWeightMean = keepsWeightMean
  }

  private static let onUpdate = Centralization(placement: .update)
  private static let decayAfter = Centralization(decayOrder: .after)
  private static let onUpdateDecayAfter = Centralization(placement: .update, decayOrder: .after)

  /// The table of `GradientCentralization`'s documentation, and every other combination.
  static let all: [ChainCase] = [
    ChainCase("SGD", SGD(momentum: 0.9, weightDecay: 0.1)),
    ChainCase("Adam", Adam(weightDecay: 0.1)),
    ChainCase("AdamW", AdamW(weightDecay: 0.1)),
    ChainCase("Adagrad", Adagrad(weightDecay: 0.1)),

    ChainCase("SGD, Φ", SGD(centralization: .init()), keepsWeightMean: true),
    ChainCase(
      "SGD, decay, Φ", SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    ChainCase(
      "SGD, decay, Φ, Nesterov",
      SGD(momentum: 0.9, nesterov: true, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    ChainCase(
      "SGD, decay, Φ, dampened",
      SGD(
        momentum: 0.9, dampening: 0.5, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    ChainCase(
      "SGD, decay, Φ, average",
      SGD(momentum: 0.9, form: .average, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    ChainCase("SGD, Φ, decay", SGD(momentum: 0.9, weightDecay: 0.1, centralization: decayAfter)),
    ChainCase(
      "SGD, Φ on the update", SGD(momentum: 0.9, weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),

    ChainCase(
      "SGD, scaled Φ", SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init(isScaled: true)),
      keepsWeightMean: true),
    ChainCase("SGD, Φ over all", SGD(momentum: 0.9, centralization: .init(axis: .tensor))),

    ChainCase("Adam, Φ on the moment", Adam(centralization: .init(placement: .moment))),
    ChainCase("Adam, Φ", Adam(centralization: .init())),
    ChainCase("Adam, decay, Φ", Adam(weightDecay: 0.1, centralization: .init())),
    ChainCase("Adam, Φ, decay", Adam(weightDecay: 0.1, centralization: decayAfter)),
    ChainCase(
      "Adam, Φ on the update", Adam(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),

    ChainCase("AdamW, Φ", AdamW(weightDecay: 0.1, centralization: .init())),
    ChainCase("AdamW, Φ, decay after", AdamW(weightDecay: 0.1, centralization: decayAfter)),
    ChainCase(
      "AdamW, Φ on the update", AdamW(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),
    ChainCase(
      "AdamW, Φ on the update, decay after",
      AdamW(weightDecay: 0.1, centralization: onUpdateDecayAfter)),

    ChainCase("Adagrad, Φ", Adagrad(weightDecay: 0.1, centralization: .init())),
    ChainCase("Adagrad, Φ, decay", Adagrad(weightDecay: 0.1, centralization: decayAfter)),
    ChainCase(
      "Adagrad, Φ on the update", Adagrad(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),
  ]
}
