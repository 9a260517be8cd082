/// A ready-made chain under the name that the field knows it by: its numbers, its weight decay, and what
/// it centralizes.
public protocol NamedOptimizer: Configurable, Hashable, Sendable {
  /// What is said of it.
  static var facts: OptimizerFacts { get }

  /// The weight decay `λ`, from 0.
  var weightDecay: Double { get set }
  /// Where and what is centralized; `nil` for none.
  var centralization: Centralization? { get set }
  /// This value among those of all optimizers.
  var settings: OptimizerSettings { get }
}

/// What is said of an optimizer, whatever its numbers.
public struct OptimizerFacts: Sendable {
  /// The name on the command line.
  public let name: OptimizerName
  /// One line for people who choose an optimizer.
  public let summary: String
  /// Where its weight decay acts.
  public let decayForm: DecayForm
  /// The learning rate that the command begins with.
  public let learningRate: Double

  init(_ name: OptimizerName, _ summary: String, decay: DecayForm, learningRate: Double) {
    (self.name, self.summary, decayForm, self.learningRate) = (name, summary, decay, learningRate)
  }
}
