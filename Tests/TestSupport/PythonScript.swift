/// A script of this repository that Python has run.
public struct PythonScript: Sendable {
  /// Whether it ended well.
  public let isFine: Bool
  /// What it has said, on both streams.
  public let text: String

  /// Runs the script at `path`, counted from the repository, with these words.
  public init(
    _ path: String, _ words: [String], environment: [String: String] = [:]
  ) async throws {
    let outcome = try await TestProgram.run(
      "/usr/bin/env", ["python3", "\(Fixture.repository)/\(path)"] + words, with: environment)
    isFine = outcome.code == 0
    text = outcome.output + outcome.errors
  }
}
