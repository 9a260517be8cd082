/// A ready-made chain under the name that the field knows it by.
public protocol OptimizerRecipe: Sendable {
  /// The links.
  var chain: [any GradientTransform] { get }
  /// What is done to the weights after each step: nothing, but in recipes that say so.
  var following: [any WeightTransform] { get }
}

extension OptimizerRecipe {
  /// Nothing.
  public var following: [any WeightTransform] { [] }
}
