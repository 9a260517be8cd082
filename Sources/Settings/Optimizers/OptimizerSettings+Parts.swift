extension OptimizerSettings {
  /// The optimizer's name.
  public var name: OptimizerName { type(of: value).facts.name }

  /// The weight decay `λ`, from 0.
  public var weightDecay: Double {
    get { value.weightDecay }
    set { update { $0.weightDecay = newValue } }
  }

  /// Where and what is centralized; `nil` for none.
  public var centralization: Centralization? {
    get { value.centralization }
    set { update { $0.centralization = newValue } }
  }

  private mutating func update(_ change: (inout any ListedOptimizer) -> Void) {
    var value = value
    change(&value)
    self = value.settings
  }
}

extension OptimizerName {
  private var facts: OptimizerFacts { type(of: usual.value).facts }

  /// One line for people who choose an optimizer.
  public var summary: String { facts.summary }
  /// Where its weight decay acts.
  public var decayForm: DecayForm { facts.decayForm }
  /// The learning rate when none is given.
  public var defaultLearningRate: Double { facts.learningRate }
}
