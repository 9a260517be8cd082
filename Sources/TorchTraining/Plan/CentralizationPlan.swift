public import CentralizeOptions
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

    private enum CodingKeys: String, CodingKey {
      case name, shape, fanIn, groups, centralized, reason, freedomRemoved
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
    }
  }

  /// The rows, in the order of the state dict.
  public let rows: [Row]

  /// The plan for `network` under `centralization`.
  public init(for network: any Layer, _ centralization: CentralizationScope) {
    let link = GradientCentralization.Scope(centralization).map { GradientCentralization($0) }
    rows = network.namedParameters.map { parameter in
      let verdict =
        link?.verdict(on: parameter.value) ?? .untouched("centralization is none")
      let fanIn = parameter.value.fanIn
      let count = fanIn?.count(in: parameter.value.shape) ?? 0
      var row = Row(
        name: parameter.name, shape: parameter.value.shape, fanIn: fanIn?.dims,
        groups: fanIn?.groups ?? 1, centralized: false, reason: "", freedomRemoved: 0)
      switch verdict {
      case .untouched(let reason): row.reason = reason
      case .centralized(let fanIn):
        row.centralized = true
        row.reason = "\(fanIn.kind.rawValue) weight of \(count) inputs per output unit"
        row.freedomRemoved = 1 / Double(count)
      }
      return row
    }
  }

  /// The rows as a JSON list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rows)
  }
}
