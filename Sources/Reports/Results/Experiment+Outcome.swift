extension Experiment {
  /// How a run ended.
  public enum Outcome: Hashable, Sendable {
    /// It made all its steps.
    case finished
    /// It cannot go on: its loss was not finite, or something else that the reason says.
    case failed(reason: String)
    /// It has not begun, or was stopped and can be resumed.
    case unfinished
  }
}

extension Experiment.Outcome: Codable {
  private enum Kind: String, Codable { case finished, failed, unfinished }
  private enum CodingKeys: String, CodingKey { case kind, reason }

  /// Reads `{"kind": "failed", "reason": "…"}`; the other kinds have no reason.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .finished: self = .finished
    case .failed: self = .failed(reason: try container.decode(String.self, forKey: .reason))
    case .unfinished: self = .unfinished
    }
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .finished: try container.encode(Kind.finished, forKey: .kind)
    case .failed(let reason):
      try container.encode(Kind.failed, forKey: .kind)
      try container.encode(reason, forKey: .reason)
    case .unfinished: try container.encode(Kind.unfinished, forKey: .kind)
    }
  }
}
