/// A network and the form that it has.
public struct NetworkChoice: Codable, Hashable, Sendable {
  /// The network.
  public var model: ModelName
  /// What normalizes its activations; `nil` where the model has no normalization.
  public var normalization: ActivationNorm?
  /// What its convolutions make of their weights.
  public var weightForm: WeightForm

  /// A network in a form.
  public init(
    _ model: ModelName, normalization: ActivationNorm?, weightForm: WeightForm = .plain
  ) {
    (self.model, self.normalization, self.weightForm) = (model, normalization, weightForm)
  }

  /// The network that options describe, with defaults for what was not given.
  ///
  /// - Throws: `OptionsError` for a missing model, and a normalization that the model does not have.
  package init(_ options: TrainingOptions) throws(OptionsError) {
    self.init(
      try options.requiredModel(), normalization: options.normalization,
      weightForm: options.weightForm ?? .plain)
    try check()
    if model.hasNormalization { normalization = normalization ?? .batch }
  }

  /// Checks that the model has the normalization.
  package func check() throws(OptionsError) {
    if normalization != nil, !model.hasNormalization { throw .notOfModel(.normalization, model) }
  }
}

extension RunConfiguration {
  /// The network of the run.
  public var network: NetworkChoice {
    NetworkChoice(model, normalization: normalization, weightForm: weightForm)
  }
}
