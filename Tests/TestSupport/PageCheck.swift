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
  public static func run(_ words: [String]) throws -> PageCheck {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Fixture.repository + "/Tests/Page/check_page.py"] + words
    var environment = ProcessInfo.processInfo.environment
    environment["CHROMIUM"] = chromium
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return PageCheck(isFine: process.terminationStatus == 0, text: text)
  }
}
