import Files

/// What can be wrong with the environment in which a launcher started this process.
public struct EnvironmentError: Error, Hashable, Sendable {
  /// The variable that is wrong, or that is missing.
  public let variable: String
  /// What it must be, to follow "must be".
  public let expected: String
  /// Its value; `nil` where it is not set.
  public let found: String?

  init(_ variable: String, expected: String, found: String?) {
    (self.variable, self.expected, self.found) = (variable, expected, found)
  }
}

extension EnvironmentError: CustomStringConvertible {
  /// One sentence that says what was expected and what was found.
  public var description: String {
    "The environment variable \(variable) must be \(expected), but is "
      + (found.map { "'\($0.shown)'." } ?? "not set.")
  }
}
