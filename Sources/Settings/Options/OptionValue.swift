/// The value of an option, as JSON holds it.
package enum OptionValue: Sendable {
  case truth(Bool)
  case whole(Int)
  case number(Double)
  case text(String)
}

extension OptionValue: Codable {
  package init(from decoder: any Decoder) throws {
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

  package func encode(to encoder: any Encoder) throws {
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
  package var description: String {
    switch self {
    case .truth(let value): "\(value)"
    case .whole(let value): "\(value)"
    case .number(let value):
      // One is 1, as JSON writes it, and not 1.0.
      if value.isInfinite {
        value < 0 ? "-infinity" : "infinity"
      } else {
        Int(exactly: value).map { "\($0)" } ?? (value.isNaN ? "not a number" : "\(value)")
      }
    case .text(let value): value
    }
  }
}

extension OptionValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .whole(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .truth(value) }
}

extension OptionValue: Hashable {
  /// Whether the values are equal; as in JSON, 1 and 1.0 are one number.
  package static func == (first: Self, second: Self) -> Bool {
    switch (first, second) {
    case (.truth(let first), .truth(let second)): first == second
    case (.whole(let first), .whole(let second)): first == second
    case (.text(let first), .text(let second)): first == second
    default: first.number != nil && first.number == second.number
    }
  }

  package func hash(into hasher: inout Hasher) {
    if let number { hasher.combine(number) } else { hasher.combine(description) }
  }

  private var number: Double? {
    switch self {
    case .whole(let number): Double(number)
    case .number(let number): number
    case .truth, .text: nil
    }
  }
}
