package import Processes

/// What a program left behind that a test has started.
package struct Outcome: Sendable {
  package let end: Subprocess.End
  /// What it wrote to standard output.
  package let output: String
  /// What it wrote to standard error.
  package let errors: String

  /// The exit code; `nil` where a signal ended the program.
  package var code: Int32? {
    if case .code(let code) = end { code } else { nil }
  }

  /// The value in its line `name: value`.
  package subscript(_ name: String) -> String? { values[name] }

  /// The values of all such lines, by name.
  package var values: [String: String] {
    var values: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    return values
  }
}
