import ExperimentSupport
import Reports
import Foundation
import TestSupport
import Testing

/// The page in a real browser.
///
/// Only on request (`make test-extended`): it needs Chromium, and a few seconds.
@Suite(.enabled(if: PageCheck.isEnabled))
struct BrowserTests {
  private func experiments() throws -> [String: Experiment] {
    func accuracies(_ seeds: Int, _ gain: Double) -> [[Double]] {
      (0..<seeds).map { seed in
        (1...12).map { epoch -> Double in
          let course = 1 - 0.8 / Double(epoch + 1)
          return course + gain + 0.002 * Double(seed * epoch % 7)
        }
      }
    }
    func one(_ name: String, _ rate: Double) throws -> Experiment.Cell {
      let (none, all) = (accuracies(6, 0), accuracies(6, rate / 100))
      return try cell(
        name, learningRate: rate, validation: 8, none: none, all: all, noneValidation: none,
        allValidation: all)
    }
    var failing = try one("c", 0.9)
    failing.arms[1].runs[2].outcome = .failed(
      reason: "step 120: the loss is not finite, and the reason is a long one that has to wrap")
    return [
      "simple": Experiment(
        name: "A comparison", cells: [try cell(none: accuracies(2, 0), all: accuracies(2, 0.01))]),
      "grid": Experiment(
        name: "A grid of <learning rates> & a run that failed",
        cells: [try one("a", 0.1), try one("b", 0.3), failing]),
    ]
  }

  @Test func hasNothingToComplainAbout() async throws {
    let folder = try TemporaryFolder()
    let pages = try experiments().map { name, experiment in
      let path = folder.file(name + ".html")
      try ExperimentReport.page(experiment, in: folder.path).write(
        toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    let check = try await PageCheck.run(pages + ["--report"])
    #expect(check.isFine, "\(check.text)")
  }
}
