/// A network and the form that it has.
public struct NetworkChoice: Codable, Hashable, Sendable {
  /// The network.
  public var model: ModelName
  /// What normalizes its activations; `nil` where the model has no normalization.
  public var normalization: ActivationNorm?
  /// What its convolutions make of their weights.
  public var weightForm: WeightForm

  /// A network in a form; `nil` for the model's usual normalization.
  public init(
    _ model: ModelName, normalization: ActivationNorm? = nil, weightForm: WeightForm = .plain
  ) {
    (self.model, self.weightForm) = (model, weightForm)
    self.normalization = normalization ?? (model.hasNormalization ? .batch : nil)
  }

  /// The network that options describe, with defaults for what was not given.
  package init(_ options: OptionMap) throws(OptionsError) {
    guard let model: ModelName = try options.value(of: .model) else {
      throw .missing(.model, hint: "'centralize models' lists them")
    }
    self.init(model)
    try take(options)
    try check()
  }

  func check() throws(OptionsError) {
    if normalization != nil, !model.hasNormalization { throw .notOfModel(.normalization, model) }
  }
}

extension NetworkChoice: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.model, \.model), .init(.normalization, \.normalization),
    .init(.weightForm, \.weightForm),
  ]
}

extension OptionName {
  package static let model = OptionName(
    "model", .choice(of: ModelName.self), effect: [.results, .time],
    help: "The network; 'centralize models' describes them.")
  package static let normalization = OptionName(
    "normalization", .choice(of: ActivationNorm.self), valueName: "name",
    effect: [.results, .time],
    help: """
      What normalizes the activations: batch, group or layer norm. (default: batch, where the model \
      has any)
      """)
  package static let weightForm = OptionName(
    "weight-form", .choice(of: WeightForm.self), valueName: "form", effect: [.results, .time],
    help: """
      What convolutions make of their weights: plain, standardized (weight standardization) or \
      normalized (weight norm). (default: plain)
      """)
}
