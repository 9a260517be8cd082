import ExperimentSupport
@testable import Reports
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct PageTests {
  private func page(
    _ experiment: Experiment, _ sections: [ReportSection] = []
  ) throws -> String {
    try ExperimentReport.page(experiment, in: "/nowhere", sections: sections)
  }

  private func sixSeeds(gain: Double) throws -> Experiment.Cell {
    let all = (0..<6).map { seed -> [Double] in [0.5 + gain * (1 + 0.01 * Double(seed))] }
    return try cell(none: [[Double]](repeating: [0.5], count: 6), all: all)
  }

  /// Settings that differ in the learning rate alone, one seed each.
  private func settings(_ count: Int, epochs: Int = 1) throws -> Experiment {
    let accuracies = (1...epochs).map { 1 - 1 / Double($0 + 1) }
    let first = try cell("c", none: [accuracies], all: [accuracies])
    return Experiment(
      name: "x",
      cells: (0..<count).map { index in
        var cell = first
        cell.name = "c\(index)"
        cell.settings = [.init(option: "learning-rate", value: "\(index)")]
        for arm in cell.arms.indices {
          cell.arms[arm].config?.course.learningRate = Double(index + 1)
        }
        return cell
      })
  }

  @Test func ofVeryManySettingsTheFirstAreShown() throws {
    let html = try page(settings(600))
    #expect(html.ranges(of: "<svg").count == 2 * 60 && html.ranges(of: "<h3>c").count == 500)
    #expect(html.contains("Of 600 settings the first 60 are shown here"))
    #expect(html.contains("Of 600 comparisons the first 500 are shown here"))
    #expect(html.contains("… (600 in all)"))
  }

  @Test(.extended) func aReportOfVeryManySettingsAndEpochsEnds() throws {
    let folder = try TemporaryFolder()
    for experiment in [try settings(3000), try settings(1, epochs: 200_000)] {
      try ExperimentReport.write(experiment, to: folder.path, path: "")
      #expect(try folder.read("report.html").count < 20 << 20)
    }
  }

  @Test func theVerdictStandsAtTheTop() throws {
    func lead(_ cells: [Experiment.Cell]) throws -> String? {
      try page(Experiment(name: "x", cells: cells)).split(separator: "\n")
        .first { $0.hasPrefix("<p class=\"lead\">") }.map(String.init)
    }
    #expect(
      try lead([try sixSeeds(gain: 0.1)])
        == "<p class=\"lead\">Test accuracy is higher with GC (all) than without.</p>")
    #expect(
      try lead([try sixSeeds(gain: -0.1)])
        == "<p class=\"lead\">Test accuracy is lower with GC (all) than without.</p>")
    #expect(try lead([try sixSeeds(gain: 0)]) == "<p class=\"lead\">No difference shown.</p>")
    #expect(
      try lead([try sixSeeds(gain: 0.1), try sixSeeds(gain: 0.1)])
        == "<p class=\"lead\">No difference shown in any of 2 comparisons.</p>")
    #expect(
      try lead([try cell(none: [[0.5]], all: [[1]])])
        == "<p class=\"lead\">One seed: nothing can be said of other seeds.</p>")
    #expect(
      try lead([try cell(none: [], all: [])])
        == "<p class=\"lead\">No pair of runs is finished yet.</p>")
  }

  @Test func theGroundsAreSentences() throws {
    let text = try page(Experiment(name: "x", cells: [try sixSeeds(gain: 0.1)]))
    #expect(text.contains("“with GC (all)” less “without”: +10.25 percentage points over 6 seeds"))
    #expect(text.contains("by the bootstrap, which is not reliable below 10 seeds."))
    #expect(text.contains("p = 0.0312; with so many seeds it cannot be lower than 0.0312."))
    #expect(text.contains("in 80 of 100 experiments"))
    let three = try page(
      Experiment(name: "x", cells: [try cell(none: [[0.5], [0.25]], all: [[0.75], [0.25]])]))
    #expect(three.contains("so few seeds could not have shown a difference"))
  }

  @Test func failedRunsAreSaid() throws {
    var cell = try sixSeeds(gain: 0.1)
    cell.arms[0].runs[3].outcome = .failed(reason: "step 7: the loss is <nan>")
    let text = try page(Experiment(name: "x", cells: [cell]))
    #expect(text.contains("seed 3 failed: step 7: the loss is &lt;nan&gt;"))
    #expect(text.contains("11 finished runs, 1 failed."))
  }

  @Test func whatPeopleWriteStaysText() throws {
    var cell = try sixSeeds(gain: 0.1)
    cell.name = "<b>'x'\"&"
    cell.settings = [.init(option: "<i>", value: "<script>alert(1)</script>")]
    cell.arms[1].config?.data.folder = "/data/<img src=x>"
    let text = try page(Experiment(name: "</title><script>", cells: [cell]))
    #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("<img"))
    #expect(text.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"))
    // The name was given, so it is shown; of a cell without one it is the settings.
    #expect(text.contains("&lt;b&gt;&#39;x&#39;&quot;&amp;"))
    cell.name = ""
    let settings = try page(Experiment(name: "x", cells: [cell]))
    #expect(!settings.contains("<script"))
    #expect(settings.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test func oneCellIsNotNamedInEachRow() throws {
    let head = "<th scope=\"col\">experiment</th>"
    let one = try page(Experiment(name: "x", cells: [try sixSeeds(gain: 0.1)]))
    #expect(!one.contains(head) && one.contains("<th scope=\"col\">seeds</th>"))
    #expect(
      one.contains("<th scope=\"row\">with GC (all) − without</th><td class=\"number\">6</td>"))
    let two = try page(
      Experiment(name: "x", cells: [try sixSeeds(gain: 0.1), try sixSeeds(gain: 0.1)]))
    #expect(two.contains(head))
  }

  @Test func sectionsOfOthersFindTheirPlace() throws {
    let section = ReportSection(id: "landscape", title: "Smooth & rough", html: "<p>here</p>")
    let text = try page(Experiment(name: "x", cells: [try sixSeeds(gain: 0.1)]), [section])
    #expect(text.contains("<h2 id=\"landscape\">Smooth &amp; rough</h2>\n<p>here</p>"))
    #expect(text.contains("<a href=\"#landscape\">Smooth &amp; rough</a>"))
  }

  @Test func choicesNeedValidationImages() throws {
    let rates =
      [try cell("a", none: [[0.5]], all: [[0.5]])]
      + [try cell("b", learningRate: 0.2, none: [[0.5]], all: [[0.5]])]
    let text = try page(Experiment(name: "x", cells: rates))
    #expect(text.contains("because there are no validation images"))
    #expect(text.contains("no validation images to choose an epoch by"))
  }

  @Test func bestEpochsAreLabelled() throws {
    let text = try page(
      Experiment(
        name: "x",
        cells: [
          try cell(
            validation: 8, none: [[0.5, 0.25]], all: [[0.5, 0.25]], noneValidation: [[1, 0]],
            allValidation: [[1, 0]])
        ]))
    #expect(text.contains("epoch with the highest validation accuracy: not the result"))
    #expect(text.contains("best-epoch accuracy"))
  }

  @Test func optionsThatDifferAreNamed() throws {
    let text = try page(Experiment(name: "x", cells: [try sixSeeds(gain: 0.1)]))
    #expect(text.contains("<th scope=\"row\">centralization</th><td>none | all</td>"))
    #expect(text.contains("<th scope=\"row\">learning-rate</th><td>0.1</td>"))
    #expect(text.contains("<td>0, 1, 2, 3, 4, 5</td>"))
    #expect(text.contains("The runs left no record of their versions."))
  }
}
