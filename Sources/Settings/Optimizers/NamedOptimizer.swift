/// A ready-made chain under the name that the field knows it by: its numbers, its weight decay, and what
/// it centralizes.
public protocol NamedOptimizer: Hashable, Sendable {
  /// The weight decay `λ`, from 0.
  var weightDecay: Double { get set }
  /// Where and what is centralized; `nil` for none.
  var centralization: Centralization? { get set }
  /// This value among those of all optimizers.
  var settings: OptimizerSettings { get }
}

/// A ready-made chain that the command knows.
package protocol ListedOptimizer: NamedOptimizer, Configurable {
  static var facts: OptimizerFacts { get }
}

/// What is said of an optimizer, whatever its numbers.
package struct OptimizerFacts: Sendable {
  let name: OptimizerName
  let summary: String
  let decayForm: DecayForm
  let learningRate: Double

  init(_ name: OptimizerName, _ summary: String, decay: DecayForm, learningRate: Double) {
    (self.name, self.summary, decayForm, self.learningRate) = (name, summary, decay, learningRate)
  }
}
