import ExperimentSupport
import RunRecords
@testable import Reports
import CentralizeOptions
import Files
import Foundation
import TestSupport
import Testing

/// What the folder of a landscape, of a comparison, and of both comes to.
struct LandscapeReportTests {
  private let folder: TemporaryFolder
  private static let tables = [
    "landscape-energy", "landscape-quarters", "landscape-smoothness", "landscape-steps",
    "landscape-theorem",
  ]
  private static let plots = [
    "landscape-gradient", "landscape-loss", "landscape-loss-change", "landscape-smoothness",
  ]

  init() throws { folder = try TemporaryFolder() }

  private var page: String {
    get throws { String(decoding: try folder.read("report.html"), as: UTF8.self) }
  }

  private func names(_ part: String) throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file(part))
    return Set(files.map { String($0.prefix { $0 != "." }) })
  }

  private func writeComparison() throws {
    let experiment = Experiment(name: "small", cells: [try cell(none: [[0.5]], all: [[0.75]])])
    try JSONFile.write(experiment, to: folder.file("experiment.json"))
  }

  @Test func aloneItHasAPageOfItsOwn() throws {
    try landscape(seeds: 8, ratio: 0.5).write(to: folder.path)
    _ = try ExperimentReport.write(folder.path)
    #expect(
      try folder.contents == ["landscape.json", "plots", "report.html", "tables"])
    #expect(try names("tables") == Set(Self.tables) && names("plots") == Set(Self.plots))
    let page = try page
    for word in [
      "<h1>Landscape of resnet8 on fashion-mnist, sgd</h1>", "8 seeds.</p>",
      "<p class=\"lead\">Smoother with GC (all) than without, over 8 seeds.</p>",
      "id=\"landscape\"", "id=\"landscape-energy\"", "id=\"landscape-theorem\"",
      "id=\"configuration\"", "<dd>2.15.0</dd>", "Santurkar et al. 2018, figure 4",
    ] { #expect(page.contains(word), "\(word)") }
    for plot in Self.plots { #expect(page.contains("id=\"\(plot)-title\"")) }
  }

  @Test func aComparisonsPageHasItToo() throws {
    try writeComparison()
    _ = try ExperimentReport.write(folder.path)
    #expect(try !page.contains("id=\"landscape\""))
    #expect(try names("tables").isDisjoint(with: Self.tables))
    try landscape(seeds: 2, ratio: 0.5).write(to: folder.path)
    _ = try ExperimentReport.write(folder.path)
    let page = try page
    let places = [
      "id=\"results\"", "id=\"landscape\"", "id=\"landscape-theorem\"", "id=\"method\"",
    ]
    .map { page.range(of: $0)?.lowerBound }
    let found = places.compactMap { $0 }
    #expect(found.count == places.count)
    #expect(found == found.sorted())
    #expect(!page.contains("other trainings"))
    #expect(try names("tables").isSuperset(of: Self.tables))
    #expect(try names("plots").isSuperset(of: Self.plots + ["training-loss"]))
    #expect(
      try ExperimentReport.page(ExperimentFolder(folder.path).read(), in: folder.path)
        .contains("id=\"landscape\""))
    try folder.write(Array(#"{"formatVersion": 99}"#.utf8), to: "landscape.json")
    #expect(throws: FormatError.self) { try ExperimentReport.write(folder.path) }
    #expect(
      try ExperimentReport.page(ExperimentFolder(folder.path).read(), in: folder.path)
        .contains("landscape.json has formatVersion 99"))
  }

  @Test func aPageOfOtherTrainingsSaysSo() throws {
    try writeComparison()
    try landscape(
      without: [measured(0, [1])], with: [measured(0, [1])], learningRate: 0.5
    ).write(to: folder.path)
    _ = try ExperimentReport.write(folder.path)
    #expect(try page.contains("measured on other trainings than the rest of the page"))
    #expect(try page.contains("learning rate 0.5"))
  }

  @Test func thePlotsHaveBandsFromLowToHigh() throws {
    let landscape = try landscape(
      without: [measured(0, [1, 2]), measured(1, [3, 2])],
      with: [measured(0, [1, 2]), measured(1, [1, 2])])
    let plots = LandscapePlots(landscape: landscape).all
    #expect(
      plots.map(\.name) == [
        "landscape-loss", "landscape-loss-change", "landscape-gradient", "landscape-smoothness",
      ])
    let loss = try #require(plots[0].plot.curves.first?.points.first)
    #expect(loss.x == 2 && near(loss.y, 0.9) && near(loss.low, 0.6) && near(loss.high, 0.975))
    let change = try #require(plots[1].plot.curves.first?.points.first)
    #expect(near(change.y, -0.1) && near(change.low, -0.4) && near(change.high, -0.025))
    // Smoothness 1 and 3: the gradient changes by 2·t on the mean of the seeds, over 0.5·t.
    let gradient = try #require(plots[2].plot.curves.first?.points.first)
    #expect(near(gradient.y, 1) && near(gradient.low, 0.25) && near(gradient.high, 4))
    let smoothness = try #require(plots[3].plot.curves.first?.points.first)
    // The logarithms of 1 and 3 deviate by ln 3/√2.
    #expect(near(smoothness.y, 3.0.squareRoot()))
    #expect(near(smoothness.high / smoothness.y, pow(3, 0.5.squareRoot())))
    #expect(near(smoothness.y / smoothness.low, pow(3, 0.5.squareRoot())))
  }

  @Test func theEnergyIsOfEveryMeasuredStep() throws {
    let runs = [0.1, 0.5].map { share in
      LandscapeRun(
        seed: 0, every: 1, steps: 1, points: [point(1, smoothness: 1, share: share)],
        shifts: [shift()], unasked: [], failure: nil)
    }
    let landscape = try landscape(without: [runs[0]], with: [runs[1]])
    let table = LandscapeTables(landscape, []).energy
    func cell(_ value: Double) -> Table.Value { .number(value, digits: 2) }
    let expected: [Table.Value] = [
      .text("conv1.weight"), cell(10), cell(10), cell(10), cell(50), cell(50), cell(50),
    ]
    #expect(table.rows == [expected])
  }
}
