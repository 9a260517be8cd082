public import Settings
import Torch
public import TorchNN
import TorchOptimizers

/// What centralization does to each parameter of a network, and why.
public struct CentralizationPlan: Encodable, Hashable, Sendable {
  /// One parameter.
  public struct Row: Encodable, Hashable, Sendable {
    /// The state-dict key.
    public var name: String
    /// The size of every dimension.
    public var shape: [Int]
    /// The dimensions that an output unit sums over; absent where there are none.
    public var fanIn: [Int]?
    /// The number of groups of channels that do not see each other.
    public var groups: Int
    /// Whether the mean is removed.
    public var centralized: Bool
    /// Why, or why not.
    public var reason: String
    /// The share of the parameter's numbers that it can no longer move along: 1 / fan-in, or 0.
    public var freedomRemoved: Double
    /// The largest learning rate, where that is listed.
    public var learningRate: Double?
    /// The weight decay, where that is listed.
    public var weightDecay: Double?

    private enum CodingKeys: String, CodingKey {
      case name, shape, fanIn, groups, centralized, reason, freedomRemoved, learningRate
      case weightDecay
    }

    /// Writes every key, `fanIn` as null where there is none.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(shape, forKey: .shape)
      try container.encode(fanIn, forKey: .fanIn)
      try container.encode(groups, forKey: .groups)
      try container.encode(centralized, forKey: .centralized)
      try container.encode(reason, forKey: .reason)
      try container.encode(freedomRemoved, forKey: .freedomRemoved)
      try container.encodeIfPresent(learningRate, forKey: .learningRate)
      try container.encodeIfPresent(weightDecay, forKey: .weightDecay)
    }
  }

  /// The rows, in the order of the state dict.
  public private(set) var rows: [Row]

  /// The plan for `network` under `centralization`.
  ///
  /// Where anything is centralized, a tag by hand wins over the settings.
  ///
  /// - Parameters:
  ///   - network: whose parameters are listed.
  ///   - centralization: what is centralized.
  ///   - minimumFanIn: the fewest inputs per output unit of what is centralized, at least 2.
  ///   - fanIn: what the inputs of an output unit are; by rank, a row says where its layer says otherwise.
  public init(
    for network: any Module, _ centralization: Centralization.Scope,
    minimumFanIn: Int = Centralization().minimumFanIn, fanIn: Centralization.FanInRule = .layer
  ) {
    self.init(
      for: network, Centralization.Scopes(centralization), minimumFanIn: minimumFanIn, fanIn: fanIn)
  }

  /// The same where names make exceptions; the row of one that does says which pattern it matched.
  public init(
    for network: any Module, _ centralization: Centralization.Scopes,
    minimumFanIn: Int = Centralization().minimumFanIn, fanIn: Centralization.FanInRule = .layer
  ) {
    rows = network.namedParameters.map { parameter in
      let exception = centralization.exception(for: parameter.name)
      let link = GradientCentralization(
        exception?.scope ?? centralization.usual, minimumFanIn: minimumFanIn, fanIn: fanIn)
      return Row(parameter, link, exception.map { ", by '\($0)'" } ?? "")
    }
  }

  /// Lists the learning rate and the weight decay of each parameter, too.
  ///
  /// - Parameters:
  ///   - rules: what single parameters have of their own.
  ///   - learningRate: that of all others.
  ///   - weightDecay: that of all others.
  ///   - classifier: the learning rate of the classifier; `nil` for that of the rest.
  ///   - network: the network that the plan is for.
  public mutating func listRates(
    _ rules: ParameterRules, learningRate: Double, weightDecay: Double, classifier: Double? = nil,
    in network: any Module
  ) {
    let facts = ParameterFacts(of: network)
    for (index, parameter) in network.namedParameters.enumerated() {
      rows[index].learningRate = rules.rate(
        of: parameter.name, usual: learningRate, classifier: classifier, facts)
      rows[index].weightDecay = rules.decay(of: parameter, usual: weightDecay, facts)
    }
  }

  /// The rows as a JSON list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rows)
  }
}

extension Parameter.Use {
  fileprivate var note: String {
    switch self {
    case .asItIs: ""
    case .standardized:
      ", standardized: its gradient has mean zero already, so centralization acts on the weight "
        + "decay alone"
    case .asDirection: ", the direction of weight norm: centralization acts on the direction"
    }
  }
}

extension GradientCentralization {
  /// What the rank of `parameter` changes.
  fileprivate func note(on parameter: Parameter) -> String {
    guard fanIn == .rank, parameter.centralizationTag == nil else { return "" }
    guard let own = parameter.fanIn else { return ", by rank: the layer has no inputs there" }
    let rank = parameter.shape.count
    if own.dims == Array(1..<rank) && !own.splitsFirstDim { return "" }
    let dims = own.dims.map(String.init).joined(separator: ", ")
    return ", by rank: the layer sums over dimensions \(dims)"
  }
}

extension CentralizationPlan.Row {
  /// What `link` does to `parameter`; `addition` ends the reason.
  fileprivate init(
    _ parameter: Named<Parameter>, _ link: GradientCentralization, _ addition: String
  ) {
    let shape = parameter.value.shape
    switch link.verdict(on: parameter.value) {
    case .untouched(let reason):
      self.init(
        name: parameter.name, shape: shape, parameter.value.fanIn, reason: reason + addition)
    case .centralized(let fanIn):
      let count = fanIn.count(in: shape)
      let kind =
        "\(fanIn.kind.rawValue) weight of \(count) inputs per output unit"
        + parameter.value.use.note + link.note(on: parameter.value)
      let isTagged = parameter.value.centralizationTag != nil
      self.init(
        name: parameter.name, shape: shape, fanIn,
        reason: (isTagged ? "tagged by hand as always centralized: \(kind)" : kind) + addition,
        inputs: count)
    }
  }

  /// A row whose mean is removed where `inputs` says of how many.
  private init(name: String, shape: [Int], _ fanIn: FanIn?, reason: String, inputs: Int? = nil) {
    self.init(
      name: name, shape: shape, fanIn: fanIn?.dims, groups: fanIn?.groups ?? 1,
      centralized: inputs != nil, reason: reason,
      freedomRemoved: inputs.map { 1 / Double($0) } ?? 0)
  }
}
