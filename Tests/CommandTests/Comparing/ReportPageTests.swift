import Foundation
import TestSupport
import Testing
import Torch

/// The report of a comparison in a real browser.
///
/// Only on request (`make test-extended`): it needs Chromium.
@Suite(.enabled(if: PageCheck.isEnabled))
struct ReportPageTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Two seeds can show no difference, whatever comes out.
  private static let phrases = [
    "No difference shown.", "What came out", "“with GC (all)” less “without”", "over 2 seeds",
    "so few seeds could not have shown a difference", "Training loss and test accuracy",
    "Test accuracy in %", "Differences of the test accuracy after the last epoch",
    "Epoch by epoch", "Configuration and versions", "learning-rate", "fashion-mnist", "libtorch",
    Runtime.version, "SHA-256 of train-images-idx3-ubyte", "How to read this",
    "not to say that there is none",
  ]

  private func report() async throws -> String {
    let outcome = try await bench.compare("pair", seeds: 2, ["--epochs", "3"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try bench.text("pair/report.html")
  }

  @Test func hasNothingToComplainAbout() async throws {
    _ = try await report()
    let words = Self.phrases.flatMap { ["--phrase", $0] }
    let check = try await PageCheck.run([bench.path("pair/report.html"), "--report"] + words)
    #expect(check.isFine, "\(check.text)")
  }

  /// A page with `addition` at its end, and without the policy that keeps it from having any effect.
  private func problems(
    _ page: String, _ addition: String, hasPolicy: Bool = false, phrases: [String] = []
  ) async throws -> String {
    let policy = try #require(page.firstMatch(of: /<meta http-equiv="Content-Security[^>]*>/)).0
    let other = (hasPolicy ? page : page.replacing(policy, with: ""))
      .replacing("</footer>", with: "</footer>" + addition)
    try bench.write(Array(other.utf8), to: "other.html")
    let check = try await PageCheck.run(
      [bench.path("other.html")] + phrases.flatMap { ["--phrase", $0] })
    #expect(!check.isFine, "\(addition)")
    return check.text
  }

  /// That the check finds something is tested too: each page has one thing wrong with it.
  @Test func theCheckSeesWhatIsWrong() async throws {
    let page = try await report()
    let script = "<script src=\"http://127.0.0.1:9/x.js\"></script>"
    #expect(try await problems(page, script).contains("a request for http://127.0.0.1:9/x.js"))
    #expect(try await problems(page, script, hasPolicy: true).contains("the log says (error)"))
    let exception = "<script>throw new Error('on purpose')</script>"
    #expect(try await problems(page, exception).contains("an exception: Error: on purpose"))
    let late = "<script>setTimeout(() => console.warn('late'), 200)</script>"
    #expect(try await problems(page, late).contains("the console says (warning): late"))
    let file = "<img src=\"plots/nothing.png\" alt=\"\">"
    #expect(try await problems(page, file).contains("/plots/nothing.png"))
    let wide = "<div style=\"width: 500px\">wide</div>"
    let tooWide = try await problems(page, wide)
    #expect(tooWide.contains("phone, light: the page is") && !tooWide.contains("desktop"))
    let folded = try await problems(page, "<details><summary>more</summary>\(wide)</details>")
    #expect(folded.contains("phone, dark, folded out: the page is"))
    let pale = "<p style=\"color: #777\">hardly to be read</p>"
    #expect(try await problems(page, pale).contains("too little contrast: hardly to be read"))
    let missing = try await problems(page, "", phrases: ["No difference shown.", "no such words"])
    #expect(missing.contains("missing: 'no such words'") && !missing.contains("shown"))
  }
}
