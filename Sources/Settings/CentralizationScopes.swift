extension Centralization {
  /// Which weights are centralized: a scope, and other scopes for weights of some names.
  ///
  /// As a text it is `all`, or `all,layer4.*=none,fc.*=convolutions`: of the patterns that match a name the last one
  /// counts.
  public struct Scopes: Hashable, Sendable {
    /// The scope of some names.
    public struct Exception: CustomStringConvertible, Hashable, Sendable {
      /// What a name looks like, with the wildcards of a shell: `*` is any text, dots too, `?` any character, and
      /// `[abc]` one of these.
      public let pattern: String
      /// The scope of such names.
      public let scope: Scope

      /// The scope of names that look like `pattern`, in which there is no comma, equals sign or white space at an end.
      public init(_ pattern: String, _ scope: Scope) {
        (self.pattern, self.scope) = (pattern, scope)
      }

      /// The form in a text: `PATTERN=SCOPE`.
      public var description: String { "\(pattern)=\(scope.rawValue)" }

      /// Whether a name looks like this.
      public func matches(_ name: String) -> Bool { pattern.isPattern(of: name) }
    }

    /// The scope of names that no exception matches.
    public var usual: Scope
    /// The exceptions, in which a later one wins.
    public var exceptions: [Exception]

    /// A scope and its exceptions.
    public init(_ usual: Scope, _ exceptions: [Exception] = []) {
      (self.usual, self.exceptions) = (usual, exceptions)
    }

    /// The exception that counts for a name.
    public func exception(for name: String) -> Exception? {
      exceptions.last { $0.matches(name) }
    }

    /// The scope of a weight of this name.
    public func scope(of name: String) -> Scope { exception(for: name)?.scope ?? usual }

    /// Whether nothing is centralized.
    public var areNone: Bool { usual == .none && exceptions.allSatisfy { $0.scope == .none } }
  }
}

extension Centralization.Scopes: TextValue {
  /// A scope, exceptions, or both.
  public static let expectation =
    "none, all or convolutions, or for weights by name PATTERN=SCOPE, several separated by commas (as in "
    + "'all,fc.*=none')"

  /// What a text says.
  ///
  /// A scope without a pattern counts for all names, whatever stands before it; where there is none the rest is `all`.
  public init?(_ text: String) {
    self.init(.all)
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let scope = Centralization.Scope(rawValue: String(word)) {
        self.init(scope)
        continue
      }
      guard let named = NamedValue(word),
        let scope = Centralization.Scope(rawValue: String(named.value))
      else { return nil }
      exceptions.append(Exception(named.pattern, scope))
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    ([usual.rawValue] + exceptions.map(\.description)).joined(separator: ",")
  }
}
