/// What learning rate and which weight decay single parameters have, where these are not the run's.
///
/// A number by name wins over everything else that is said of a parameter.
public struct ParameterRules: Hashable, Sendable {
  /// Which parameters have no weight decay, by what they are.
  public var noDecay = Undecayed()
  /// Largest learning rates by name, on the schedule of the run.
  public var learningRates = NumbersByName()
  /// Weight decays by name.
  public var weightDecays = NumbersByName()
  /// How many times as fast as the one behind it each stage of a network learns, in (0, 1], or `nil` for all
  /// alike: of `n` stages, the `i`-th from 0 at `x^(n − i)` times the rate of the classifier.
  ///
  /// Source: Clark, Luong, Le and Manning, "ELECTRA", ICLR 2020, https://arxiv.org/abs/2003.10555, appendix; by stages, as
  /// timm's `layer_decay` does with coarse groups.
  public var layerDecay: Double?

  /// All parameters alike.
  public init() {}

  /// Whether all have the run's.
  public var areNone: Bool { self == ParameterRules() }

  func check(_ run: RunConfiguration) throws(OptionsError) {
    if layerDecay != nil, run.network.model.findsObjects {
      throw .notOfModel(.layerDecay, run.network.model)
    }
    if !noDecay.kinds.isEmpty, run.optimizer.weightDecay == 0 {
      throw .noEffect(.noDecay, reason: "with --weight-decay 0 nothing decays")
    }
  }
}

extension ParameterRules: Codable {
  /// What is said of no parameter has no text.
  private struct Said: Codable {
    var noDecay: Undecayed?
    var learningRates: NumbersByName?
    var weightDecays: NumbersByName?
    var layerDecay: Double?
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    let said = try Said(from: decoder)
    noDecay = said.noDecay ?? Undecayed()
    learningRates = said.learningRates ?? NumbersByName()
    weightDecays = said.weightDecays ?? NumbersByName()
    layerDecay = said.layerDecay
  }

  /// Writes what is said of some parameters.
  public func encode(to encoder: any Encoder) throws {
    try Said(
      noDecay: noDecay.kinds.isEmpty ? nil : noDecay,
      learningRates: learningRates.entries.isEmpty ? nil : learningRates,
      weightDecays: weightDecays.entries.isEmpty ? nil : weightDecays, layerDecay: layerDecay
    ).encode(to: encoder)
  }
}

extension ParameterRules: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.noDecay, \.noDecay, omitting: Undecayed()),
    .init(.learningRateOf, \.learningRates, omitting: NumbersByName()),
    .init(.weightDecayOf, \.weightDecays, omitting: NumbersByName()),
    .init(.layerDecay, \.layerDecay),
  ]
}

/// Kinds of parameters that have no weight decay; as a text `norm,bias`.
public struct Undecayed: Hashable, Sendable {
  /// What a parameter is.
  public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    /// Gains and biases of layers that normalize.
    case norm
    /// Biases, those of layers that normalize too.
    case bias
    /// Embeddings, positions and tokens.
    case embedding

    /// One line for people who choose.
    public var summary: String {
      switch self {
      case .norm: "gains and biases of layers that normalize"
      case .bias: "biases of all layers"
      case .embedding: "embeddings, positions and tokens"
      }
    }
  }

  /// The kinds.
  public var kinds: Set<Kind>

  /// Of these kinds.
  public init(_ kinds: Set<Kind> = []) { self.kinds = kinds }
}

extension Undecayed: TextValue {
  /// One to three words.
  public static let expectation =
    "a list of " + Kind.allCases.map(\.rawValue).joined(separator: ", ") + ", each at most once"

  /// The kinds that a text names.
  public init?(_ text: String) {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let kinds = words.compactMap { Kind(rawValue: String($0)) }
    guard kinds.count == words.count, Set(kinds).count == kinds.count else { return nil }
    self.init(Set(kinds))
  }

  /// The words, in one order.
  public var description: String {
    Kind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ",")
  }
}

extension OptionName {
  package static let noDecay = OptionName(
    "no-decay", .list(Undecayed.self), valueName: "kinds",
    help: """
      No weight decay on parameters of these kinds: norm, bias, embedding, several separated by commas. \
      (default: decay on all)
      """)
  package static let learningRateOf = OptionName(
    "learning-rate-of", .form(NumbersByName.self), valueName: "pattern=x",
    help: """
      The learning rate of parameters by name, on the same schedule: PATTERN=X, with the wildcards of a \
      shell. May be given several times; the last pattern that matches counts. (default: that of the rest)
      """)
  package static let weightDecayOf = OptionName(
    "weight-decay-of", .form(NumbersByName.self), valueName: "pattern=x",
    help: """
      The weight decay of parameters by name, as --learning-rate-of. (default: --weight-decay, or none by \
      --no-decay)
      """)
  package static let layerDecay = OptionName(
    "layer-decay", .number(.probability), valueName: "x",
    help: """
      Each stage of the network learns this many times as fast as the one behind it, in (0, 1], and the \
      classifier at the full rate. (default: all alike)
      """)
}
