/// A network and the form that it has.
public struct NetworkChoice: Codable, Hashable, Sendable {
  /// The network.
  public var model: ModelName {
    didSet { if model.findsObjects != (detector != nil) { detector = Self.usualDetector(model) } }
  }
  /// What normalizes its activations; `nil` where the model has no normalization.
  public var normalization: ActivationNorm?
  /// What its convolutions make of their weights.
  public var weightForm: WeightForm
  /// What a detector is made of; `nil` for a network that tells classes apart.
  public var detector: DetectorChoice?

  /// A network in a form; `nil` for the model's usual normalization.
  public init(
    _ model: ModelName, normalization: ActivationNorm? = nil, weightForm: WeightForm = .plain,
    detector: DetectorChoice? = nil
  ) {
    (self.model, self.weightForm) = (model, weightForm)
    self.detector = detector ?? Self.usualDetector(model)
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

  private static func usualDetector(_ model: ModelName) -> DetectorChoice? {
    model.findsObjects ? DetectorChoice() : nil
  }

  /// The parts of the network from the input on, up to any of which it can be frozen.
  public var stages: [String] { (detector?.backbone.model ?? model).stages }

  /// The names of the network and of what is below it.
  package var words: String {
    ([model.rawValue] + (detector.map { [$0.backbone.rawValue] } ?? [])).joined(separator: " ")
  }

  /// Checks that the network tells classes apart.
  package func checkIsClassifier(for command: String) throws(OptionsError) {
    if detector == nil { return }
    throw .outOfRange(
      .model, expected: "a network that tells classes apart, as '\(command)' is for those",
      found: model.rawValue)
  }

  /// Checks that something is left of the images of a data set at the end of the network.
  package func check(
    _ reading: ImageReading, of dataset: DatasetName, training: Int? = nil
  ) throws(OptionsError) {
    if let training, training < model.leastImageSize {
      throw .outOfRange(
        .trainImageSize,
        expected: "at least \(model.leastImageSize) for the model \(model.rawValue)",
        found: "\(training)")
    }
    guard let side = reading.imageSize ?? dataset.imageSize, side < model.leastImageSize else {
      return
    }
    let least = "at least \(model.leastImageSize) for the model \(model.rawValue)"
    if reading.imageSize != nil {
      throw .outOfRange(.imageSize, expected: least, found: "\(side)")
    }
    throw .outOfRange(
      .dataset, expected: "one of images with sides of \(least)",
      found: "\(dataset.rawValue), whose have \(side)")
  }

  /// Checks that nothing is said to a detector that is for images with a class each, nor another precision than it has.
  package func checkDetection(
    _ precision: Precision, _ given: (OptionName) -> Bool
  ) throws(OptionsError) {
    if detector == nil { return }
    let others: [OptionName] = [
      .crop, .resize, .colorJitter, .randomErasing, .mixup, .cutmix, .classSubset,
      .classifierLearningRate, .labelSmoothing, .randaugment, .trivialAugment, .trainImageSize,
    ]
    if let other = others.first(where: given) { throw .notOfModel(other, model) }
    if precision == .float32 { return }
    throw .outOfRange(
      .precision, expected: "float32 for the model \(model.rawValue)", found: precision.rawValue)
  }

  func check() throws(OptionsError) {
    if let detector { try detector.checkRanges() }
    if normalization != nil, !model.hasNormalization { throw .notOfModel(.normalization, model) }
  }
}

extension NetworkChoice: Configurable {
  package static let options: [OptionBinding<Self>] =
    [
      .init(.model, \.model), .init(.normalization, \.normalization),
      .init(.weightForm, \.weightForm),
    ] + DetectorChoice.options.map(detecting)

  private static func detecting(_ binding: OptionBinding<DetectorChoice>) -> OptionBinding<Self> {
    OptionBinding(binding.option, get: { $0.detector.flatMap(binding.get) }) {
      (network, value) throws(OptionsError) in
      guard var detector = network.detector else {
        throw .notOfModel(binding.option, network.model)
      }
      try binding.set(&detector, value)
      network.detector = detector
    }
  }
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
