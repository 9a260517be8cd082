import ExperimentSupport
@testable import Watching
@testable import Grids
import Files
import Reports
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct GrowingReportTests {
  private func lead(_ html: String) -> String? {
    html.split(separator: "\n").first { $0.hasPrefix("<p class=\"lead\">") }.map(String.init)
  }

  @Test func nothingIsClaimedBeforeAllHasEnded() throws {
    let growing = try GrowingFolder()
    let report = try GrowingReport(growing.path)
    var html = report.page().html
    #expect(lead(html) == "<p class=\"lead\">No pair of runs is finished yet.</p>")
    #expect(html.contains("Stopped: no process works here, and 0 of 4 runs have ended."))
    #expect(html.contains("<title>0/4 · a comparison</title>"))

    let lock = try FolderLock(growing.path)
    let ended = [
      "none-0": run(0, [0.25, 0.5]), "all-0": run(0, [0.5, 0.75]), "none-1": run(1, [0.25, 0.5]),
    ]
    try growing.record(ended)
    try growing.begin("all-1")
    try growing.log("all-1", epochLine(1) + "{\"kind\":")
    html = report.page().html
    #expect(html.contains("Running (process \(getpid())): 3 of 4 runs have ended."))
    #expect(html.contains("<b>3</b> finished</li><li><b>1</b> running</li></ul>"))
    #expect(html.contains("<b>all-1</b>: epoch 1 of 2 ended"))
    #expect(html.contains("<h2 id=\"growing\">Under way: growing, not final</h2>"))
    #expect(lead(html)?.contains("Growing: not all runs have ended, so nothing is claimed") == true)
    #expect(html.contains("<p class=\"verdict\">Growing: nothing is claimed before all runs"))
    #expect(
      html.contains("“with GC (all)” less “without”: +25.00 percentage points over 1 seed so far."))
    #expect(html.contains("class=\"legend\"") && html.contains(">with GC (all), seed 1</text>"))
    for title in ["What came out", "Test accuracy", "Differences", "Speed of training"] {
      #expect(html.contains("\">\(title), so far</h2>"))
    }
    #expect(html.contains("growing: not final") && !html.contains("nothing can be said of other"))
    withExtendedLifetime(lock) {}
  }

  @Test func aLogOfAnyNumbersAndLengthIsShown() throws {
    let growing = try GrowingFolder()
    try growing.begin("none-0")
    let losses = [1e308, -1e308] + [Double](repeating: 1, count: 3000)
    let lines = losses.enumerated().map { index, loss in
      #"{"epoch":\#(index + 1),"kind":"epoch","learningRate":0.1,"step":\#(index + 1),"#
        + #""testAccuracy":0.5,"testLoss":1,"trainLoss":\#(loss)}"# + "\n"
    }
    try growing.log("none-0", lines.joined())
    let html = try GrowingReport(growing.path).page().html
    #expect(html.contains("<h2 id=\"growing\">") && html.utf8.count < 100_000)
    let alone = try GrowingReport(growing.path + "/none-0").page().html
    #expect(alone.contains("Of 3002 rows the first and the last 500 are shown here"))
    #expect(!alone.contains("NaN") && !alone.contains("\"nan"))
  }

  @Test func ofVeryManyRunsTheFirstAreShown() throws {
    let names = (0..<30).map { "c\($0)" }
    let growing = try GrowingFolder(cells: names)
    for name in names {
      try growing.begin(name + "/all-1")
      try growing.log(name + "/all-1", epochLine(1))
    }
    let html = try GrowingReport(growing.path).page().html
    #expect(html.ranges(of: "id=\"growing-").count { _ in true } > 0)
    #expect(html.contains("Of 30 such runs 24 are shown."))
  }

  @Test func whenAllHasEndedItIsTheReport() throws {
    let growing = try GrowingFolder()
    let report = try GrowingReport(growing.path)
    try growing.record([
      "none-0": run(0, [0.5]), "all-0": run(0, [0.75]), "none-1": run(1, [0.5]),
      "all-1": run(1, [], outcome: .failed(reason: "step 7: <nan>")),
    ])
    let html = report.page().html
    #expect(html.contains("Done: all runs have ended."))
    #expect(html.contains("<b>all-1</b>: step 7: &lt;nan&gt;"))
    #expect(!html.contains("id=\"growing\"") && !html.contains(", so far"))
    #expect(lead(html) == "<p class=\"lead\">One seed: nothing can be said of other seeds.</p>")
  }

  @Test func theVersionIsThatOfWhatIsSeen() throws {
    let growing = try GrowingFolder()
    let report = try GrowingReport(growing.path)
    let first = report.page()
    #expect(first == report.page() && first.version.count == 16)
    #expect(first.html.contains("<meta name=\"version\" content=\"\(first.version)\">"))
    #expect(try GrowingReport(growing.path).page() == first)
    try growing.begin("none-0")
    #expect(report.page().version != first.version)
  }

  @Test func theScriptIsTheOneThatThePolicyKnows() async throws {
    let growing = try GrowingFolder()
    let html = try GrowingReport(growing.path).page().html
    let script = try #require(html.firstMatch(of: /<script>((?s:.)*?)<\/script>/)?.output.1)
    let file = try growing.folder.write(Array(script.utf8), to: "script.js")
    let digest = try await TestProgram.run(
      "/bin/sh", ["-c", "openssl dgst -sha256 -binary \"$0\" | base64", file]
    ).output
    #expect(digest.count == 45)
    #expect(GrowingReport.policy.contains("script-src 'sha256-\(digest.dropLast())'"))
    #expect(GrowingReport.policy.hasPrefix("default-src 'none'; "))
    #expect(html.split(separator: "<script").count == 2 && !html.contains("http-equiv"))
  }

  @Test func theSavedReportHasNoScript() throws {
    let growing = try GrowingFolder()
    try growing.record(["none-0": run(0, [0.5])])
    let html = try ExperimentReport.page(
      ExperimentFolder(growing.path).read(), in: growing.path)
    #expect(!html.contains("<script") && !html.contains("id=\"status\""))
    #expect(
      html.contains(
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
  }

  @Test func aSingleRunHasItsCurvesAndEpochs() throws {
    let growing = try GrowingFolder()
    try growing.begin("all-0")
    let report = try GrowingReport(growing.path + "/all-0")
    #expect(report.page().html.contains("has begun; its log has no line yet"))
    try growing.log("all-0", stepLine(5) + stepLine(6) + epochLine(1))
    let stopped = "<p class=\"lead\">Stopped: no process works here. It goes on with "
    #expect(lead(report.page().html)?.hasPrefix(stopped) == true)
    let lock = try FolderLock(growing.path + "/all-0")
    let html = report.page().html
    withExtendedLifetime(lock) {}
    #expect(lead(html) == "<p class=\"lead\">Running (process \(getpid())).</p>")
    #expect(html.contains("<title>50 % · resnet8 on fashion-mnist, sgd</title>"))
    for title in ["Training loss", "Test accuracy", "Loss of single steps"] {
      #expect(html.contains("\">\(title)</title>"), "\(title)")
    }
    #expect(html.contains("<td class=\"number\">75.00</td>"))
    #expect(html.contains("<p>epoch 1 of 2 ended, step 10 of 20, "))
    #expect(!html.contains("centralize report"))
    #expect(html.contains("<h2 id=\"configuration\">") && !html.contains("id=\"results\""))
  }

  @Test func longLogsAreDrawnInFewPoints() throws {
    let growing = try GrowingFolder()
    try growing.begin("all-0")
    try growing.log("all-0", (1...1000).map { stepLine($0, trainLoss: Double($0)) }.joined())
    let watched = try WatchedFolder(growing.path)
    let html = try #require(GrowingCurves(observation: watched.look()).section?.html)
    let line = try #require(html.firstMatch(of: /<polyline points="([^"]*)"/)?.output.1)
    #expect(line.split(separator: " ").count == 252)
    // Its ends are as they are; between them each point is the mean of four steps.
    let description = try #require(html.firstMatch(of: /<desc [^>]*>([^<]*)</)?.output.1)
    #expect(description.hasSuffix("with GC (all), seed 0 goes from 1 at 1 to 1e+03 at 1000."))
  }
}
