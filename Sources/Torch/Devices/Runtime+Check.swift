import CTorch

extension Runtime {
  /// The versions of libtorch that this library is made for, as people say it.
  public static var versions: String { "2.11 to 2.15" }

  /// Checks that libtorch is the one that the library was compiled for, and that its operators take what
  /// the library gives them.
  ///
  /// Takes milliseconds. Without it, the first call of an operator that is not there ends the process.
  ///
  /// - Throws: a `RuntimeError` that names the first operator which is declared otherwise.
  public static func check() throws(RuntimeError) {
    let compiled = String(cString: ct_compiled_version())
    guard version == compiled else { throw .otherVersion(found: version, compiled: compiled) }
    for expected in operatorSchemas {
      let signature = expected.prefix { $0 != "(" }
      let name = signature.prefix { $0 != "." }
      let found = Operator.schema(
        of: String(name), overload: String(signature.dropFirst(name.count + 1)))
      guard found.map(comparable) == comparable(expected) else {
        throw .otherOperator(
          String(signature), version: version, expected: expected, found: found)
      }
    }
  }

  /// What has to be the same of two declarations: newer versions take more than a text where older ones take one.
  private static func comparable(_ schema: String) -> String {
    schema.replacing(/\bAny\b/, with: "str")
  }
}

/// Why a libtorch cannot be used.
public enum RuntimeError: Error, Equatable, CustomStringConvertible {
  /// The library was compiled for another version.
  case otherVersion(found: String, compiled: String)
  /// An operator is declared otherwise, or not at all.
  case otherOperator(String, version: String, expected: String, found: String?)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .otherVersion(let found, let compiled):
      "libtorch \(found) was loaded, and this program was built for \(compiled): build it again with "
        + "LIBTORCH, or have LD_LIBRARY_PATH name the folder of that version"
    case .otherOperator(let name, let version, let expected, let found):
      "libtorch \(version) "
        + (found.map { "declares the operator \(name) as \($0)" } ?? "has no operator \(name)")
        + ", and \(expected) is needed: take libtorch \(Runtime.versions)"
    }
  }
}
