/// Numbers for parameters of some names; of the patterns that match a name the last one counts.
///
/// As a text it is `PATTERN=VALUE`, several separated by commas: `*.bias=0,fc.*=0.01`.
public struct NumbersByName: Hashable, Sendable {
  /// The number of some names.
  public struct Entry: Hashable, Sendable {
    /// What a name looks like, with the wildcards of a shell: see ``Centralization/Scopes/Exception/pattern``.
    public let pattern: String
    /// The number, from 0.
    public let value: Double

    /// The number of names that look like `pattern`, in which there is no comma, equals sign or white space at an end.
    public init(_ pattern: String, _ value: Double) {
      (self.pattern, self.value) = (pattern, value)
    }

    /// The form in a text: `PATTERN=VALUE`.
    public var description: String { "\(pattern)=\(value)" }

    /// Whether a name looks like this.
    public func matches(_ name: String) -> Bool { pattern.isPattern(of: name) }
  }

  /// The patterns, in which a later one wins.
  public var entries: [Entry]

  /// Numbers of some names, or of none.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// The number of a name; `nil` where no pattern matches.
  public subscript(name: String) -> Double? { entries.last { $0.matches(name) }?.value }
}

extension NumbersByName: TextValue {
  /// Patterns with numbers.
  public static let expectation =
    "PATTERN=VALUE with a finite number of at least 0, several separated by commas (as in "
    + "'*.bias=0,fc.*=0.01')"

  /// The numbers that a text describes.
  public init?(_ text: String) {
    self.init()
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let named = NamedValue(word), let value = Double(named.value),
        NumberRange.notNegative.contains(value)
      else { return nil }
      entries.append(Entry(named.pattern, value))
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String { entries.map(\.description).joined(separator: ",") }
}
