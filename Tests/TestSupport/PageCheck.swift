import Foundation

/// A page in headless Chromium, by `Tests/Page/check_page.py`.
public struct PageCheck: Sendable {
  /// Whether nothing is wrong.
  public let isFine: Bool
  /// What is wrong, a line each.
  public let text: String

  /// Whether the variable `EXTENDED_CHROMIUM` names a Chromium.
  public static var isEnabled: Bool { chromium != nil }

  private static var chromium: String? {
    ProcessInfo.processInfo.environment["EXTENDED_CHROMIUM"]
  }

  /// Checks the pages that the words name, with the options among them.
  public static func run(_ words: [String]) async throws -> PageCheck {
    let folder = try TemporaryFolder()
    let output = URL(fileURLWithPath: try folder.write([], to: "output"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Fixture.repository + "/Tests/Page/check_page.py"] + words
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["CHROMIUM": chromium ?? ""]
    ) { $1 }
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
    let text = String(decoding: try folder.read("output"), as: UTF8.self)
    return PageCheck(
      isFine: process.terminationReason == .exit && process.terminationStatus == 0, text: text)
  }
}
