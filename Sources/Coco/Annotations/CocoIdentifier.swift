import Files

/// What a file calls an image, a category or an annotation: a whole number or a text.
///
/// Whole numbers come before texts; texts are ordered by their Unicode scalars, as Python does.
public enum CocoIdentifier: Hashable, Sendable, Comparable {
  case number(Int)
  case text(String)

  /// Numbers come first.
  public static func < (first: CocoIdentifier, second: CocoIdentifier) -> Bool {
    switch (first, second) {
    case (.number(let a), .number(let b)): a < b
    case (.number, .text): true
    case (.text, .number): false
    case (.text(let a), .text(let b)): a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    }
  }
}

extension CocoIdentifier: CustomStringConvertible {
  /// As it is written in Swift: a text in quotes.
  public var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): "'\(text.shown)'"
    }
  }
}

extension JSONScanner {
  /// An identifier; `nil` where another value stands.
  mutating func identifier() throws(JSONProblem) -> CocoIdentifier? {
    if next() == UInt8(ascii: "\"") { return try string().map { .text($0) } }
    return try number()?.whole.map { .number($0) }
  }
}

extension CocoIdentifier: Codable {
  /// Reads a whole number or a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a whole number or a text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}
