import Foundation

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
    let folder = try TemporaryFolder()
    let output = URL(fileURLWithPath: try folder.write([], to: "output"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(Fixture.repository)/\(path)"] + words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // A file and not a pipe, and nobody waits for the process: a task must not hold up its thread.
    let file = try FileHandle(forWritingTo: output)
    process.standardOutput = file
    process.standardError = file
    try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in end.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        end.resume(throwing: error)
      }
    }
    text = String(decoding: try folder.read("output"), as: UTF8.self)
    isFine = process.terminationReason == .exit && process.terminationStatus == 0
  }
}
