import Testing
import TorchOptimizers

/// A ready-made chain, and whether it keeps every output unit's `1ᵀw`.
struct RecipeCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let chain: [any GradientTransform]
  let keepsWeightMean: Bool

  init(_ name: String, _ recipe: some NamedOptimizer, keepsWeightMean: Bool = false) {
    (testDescription, chain) = (name, recipe.chain)
    self.keepsWeightMean = keepsWeightMean
  }

  private static let onUpdate = Centralization(placement: .update)
  private static let decayAfter = Centralization(decayOrder: .after)
  private static let onUpdateDecayAfter = Centralization(placement: .update, decayOrder: .after)

  /// The table of `GradientCentralization`'s documentation, and every other combination.
  static let all: [RecipeCase] = [
    RecipeCase("SGD", SGD(momentum: 0.9, weightDecay: 0.1)),
    RecipeCase("Adam", Adam(weightDecay: 0.1)),
    RecipeCase("AdamW", AdamW(weightDecay: 0.1)),
    RecipeCase("Adagrad", Adagrad(weightDecay: 0.1)),

    RecipeCase("SGD, Φ", SGD(centralization: .init()), keepsWeightMean: true),
    RecipeCase(
      "SGD, decay, Φ", SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    RecipeCase(
      "SGD, decay, Φ, Nesterov",
      SGD(momentum: 0.9, nesterov: true, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    RecipeCase(
      "SGD, decay, Φ, dampened",
      SGD(
        momentum: 0.9, dampening: 0.5, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    RecipeCase(
      "SGD, decay, Φ, average",
      SGD(momentum: 0.9, form: .average, weightDecay: 0.1, centralization: .init()),
      keepsWeightMean: true),
    RecipeCase("SGD, Φ, decay", SGD(momentum: 0.9, weightDecay: 0.1, centralization: decayAfter)),
    RecipeCase(
      "SGD, Φ on the update", SGD(momentum: 0.9, weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),

    RecipeCase("Adam, Φ", Adam(centralization: .init())),
    RecipeCase("Adam, decay, Φ", Adam(weightDecay: 0.1, centralization: .init())),
    RecipeCase("Adam, Φ, decay", Adam(weightDecay: 0.1, centralization: decayAfter)),
    RecipeCase(
      "Adam, Φ on the update", Adam(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),

    RecipeCase("AdamW, Φ", AdamW(weightDecay: 0.1, centralization: .init())),
    RecipeCase("AdamW, Φ, decay after", AdamW(weightDecay: 0.1, centralization: decayAfter)),
    RecipeCase(
      "AdamW, Φ on the update", AdamW(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),
    RecipeCase(
      "AdamW, Φ on the update, decay after",
      AdamW(weightDecay: 0.1, centralization: onUpdateDecayAfter)),

    RecipeCase("Adagrad, Φ", Adagrad(weightDecay: 0.1, centralization: .init())),
    RecipeCase("Adagrad, Φ, decay", Adagrad(weightDecay: 0.1, centralization: decayAfter)),
    RecipeCase(
      "Adagrad, Φ on the update", Adagrad(weightDecay: 0.1, centralization: onUpdate),
      keepsWeightMean: true),
  ]
}
