extension RunConfiguration: Configurable {
  package static let options: [OptionBinding<Self>] =
    OwnParts.options(at: \.own) + NetworkChoice.options(at: \.network).unless(\.own.network)
    + DataChoice.options(at: \.data).unless(\.own.data) + [name].unless(\.own.optimizer)
    + Course.options(at: \.course) + FineTuning.options(at: \.fineTuning).unless(\.own.network)
    + Objective.options(at: \.objective).unless(\.own.data)
    + ParameterRules.options(at: \.rules).unless(\.own.optimizer)
    + (OptimizerName.ownOptions.map(ofOptimizer)).unless(\.own.optimizer)
    + Wrapping.options(at: \.wrapping).map(wrapping)
    + ([OptionBinding(.weightDecay, \.optimizer.weightDecay), scope]
    + Centralization.options.map(centralizing) + [decayOrder, centralizationSchedule])
    .unless(\.own.optimizer)
    + Start.options(at: \.start) + Machine.options(at: \.machine)
    + (TrainingImages.options(at: \.images) + ImageReading.options(at: \.reading))
    .unless(\.own.data)
    + EvaluationPlan.options(at: \.evaluation) + Logging.options(at: \.logging)

  /// With the optimizer comes its usual learning rate, and its slow weights if it has any.
  private static var name: OptionBinding<Self> {
    OptionBinding(.optimizer, get: { $0.optimizer.name.optionValue }) {
      (run, value) throws(OptionsError) in
      run.optimizer = usual(try OptimizerName(value, of: .optimizer))
      run.course.learningRate = run.optimizer.name.defaultLearningRate
      run.wrapping.lookahead = run.optimizer.lookahead
    }
  }

  /// What goes around an optimizer is the program's own too, but for what the trainer does.
  private static func wrapping(_ binding: OptionBinding<Self>) -> OptionBinding<Self> {
    [.sam, .ema].contains(binding.option) ? binding : binding.unless(\.own.optimizer)
  }

  private static func ofOptimizer(_ option: OptionName) -> OptionBinding<Self> {
    OptionBinding(option, get: { $0.optimizer[option] }) { (run, value) throws(OptionsError) in
      try run.optimizer.set(option, to: value)
    }
  }

  private static var scope: OptionBinding<Self> {
    OptionBinding(.centralization, get: { $0.scopes.optionValue }) {
      (run, value) throws(OptionsError) in
      let scopes = try Centralization.Scopes(value, of: .centralization)
      run.optimizer.centralization =
        scopes.areNone ? nil : Centralization(scopes.usual, exceptions: scopes.exceptions)
    }
  }

  private static func centralizing(
    _ binding: OptionBinding<Centralization>
  ) -> OptionBinding<Self> {
    OptionBinding(binding.option, get: { $0.optimizer.centralization.flatMap(binding.get) }) {
      (run, value) throws(OptionsError) in
      guard var centralization = run.optimizer.centralization else {
        throw .noEffect(binding.option, reason: nothingCentralized)
      }
      try binding.set(&centralization, value)
      run.optimizer.centralization = centralization
    }
  }

  /// Where the decay stands to centralization makes no difference where they never meet.
  private static var decayOrder: OptionBinding<Self> {
    let binding = centralizing(OptionBinding(.decayOrder, \.decayOrder))
    return OptionBinding(.decayOrder, get: { $0.hasDecayOrder ? binding.get($0) : nil }) {
      (run, value) throws(OptionsError) in
      try binding.set(&run, value)
      if !run.hasDecayOrder { throw .noEffect(.decayOrder, reason: run.decayIsOutside) }
    }
  }

  private static var centralizationSchedule: OptionBinding<Self> {
    let option = OptionName.centralizationSchedule
    return OptionBinding(
      option,
      get: { run in
        run.optimizer.centralization.map { _ in run.course.centralizationSchedule.optionValue }
      }
    ) { (run, value) throws(OptionsError) in
      if run.optimizer.centralization == nil { throw .noEffect(option, reason: nothingCentralized) }
      run.course.centralizationSchedule = try Schedule(value, of: option)
    }
  }

  /// Whether the decay can stand before or after centralization: not where the gradient is
  /// centralized and the decay is no part of it.
  private var hasDecayOrder: Bool {
    optimizer.centralization?.placement == .update || optimizer.name.decayForm == .coupled
  }

  private var decayIsOutside: String {
    "the weight decay of \(optimizer.name.rawValue) is outside its gradient, so with --placement "
      + "\((optimizer.centralization?.placement ?? .gradient).rawValue) centralization never meets it"
  }

  package static let nothingCentralized = "with --centralization none nothing is centralized"

  /// The options that mean nothing where nothing is centralized.
  package static let ofCentralization =
    Centralization.optionNames + [.decayOrder, .centralizationSchedule]
}
