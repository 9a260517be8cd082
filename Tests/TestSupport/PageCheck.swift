import Foundation

/// A page in headless Chromium, by `Tests/Page/check_page.py`.
public enum PageCheck {
  /// Whether the variable `EXTENDED_CHROMIUM` names a Chromium.
  public static var isEnabled: Bool { chromium != nil }

  private static var chromium: String? {
    ProcessInfo.processInfo.environment["EXTENDED_CHROMIUM"]
  }

  /// Checks the pages that the words name, with the options among them; the text says what is wrong, a line
  /// each.
  public static func run(_ words: [String]) async throws -> PythonScript {
    try await PythonScript(
      "Tests/Page/check_page.py", words, environment: ["CHROMIUM": chromium ?? ""])
  }
}
