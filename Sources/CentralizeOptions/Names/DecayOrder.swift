/// Whether weight decay is added before or after centralization.
public enum DecayOrder: String, CaseIterable, Codable, Hashable, Sendable {
  /// Decay first: `Φ(g + λw)`. The sum of each output unit's weights stays as it was.
  case before
  /// Decay last: `Φ(g) + λw`. The sum of each output unit's weights decays.
  case after

  /// One line for people who choose an order.
  public var summary: String {
    switch self {
    case .before: "the decay is centralized too: Φ(g + λw)"
    case .after: "the decay is added to what was centralized: Φ(g) + λw"
    }
  }
}
