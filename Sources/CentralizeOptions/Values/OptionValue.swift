/// The value of an option, as JSON holds it.
public enum OptionValue: Hashable, Sendable {
  /// Whether something is done.
  case truth(Bool)
  /// A whole number.
  case whole(Int)
  /// A number.
  case number(Double)
  /// A text: a name, a path, a schedule.
  case text(String)
}

extension OptionValue: Codable {
  /// Reads a bare value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Int.self) {
      self = .whole(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a bare value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .truth(let value): try container.encode(value)
    case .whole(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    }
  }
}

extension OptionValue: CustomStringConvertible {
  /// The value as it would be written on the command line, of a truth `true` or `false`.
  public var description: String {
    switch self {
    case .truth(let value): "\(value)"
    case .whole(let value): "\(value)"
    case .number(let value):
      // One is 1, as JSON writes it, and not 1.0.
      Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .text(let value): value
    }
  }
}
