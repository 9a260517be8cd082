import CentralizeOptions
import ExperimentSupport
import Foundation
@testable import Reports
import RunRecords
import TestSupport
import Testing

struct ArmLabelsTests {
  private func arm(
    _ name: String, label: String? = nil, _ change: (inout OptionMap) throws -> Void = { _ in }
  ) throws -> Experiment.Arm {
    try Experiment.Arm(
      name: name, label: label, config: configuration(change), runs: [run(0, [0.5, 0.75])])
  }

  private func none(_ name: String = "none") throws -> Experiment.Arm {
    var arm = try arm(name)
    arm.config = arm.config?.withoutCentralization()
    return arm
  }

  private func labels(
    _ arms: Experiment.Arm..., settings: [Experiment.Setting] = []
  ) -> [String] {
    Experiment.Cell(name: "", settings: settings, arms: arms).labelled.arms.map(\.name)
  }

  @Test func armsWithoutALabelSayWhatIsCentralized() throws {
    #expect(
      try labels(none(), arm("all"), arm("convolutions") { $0[.centralization] = "convolutions" })
        == ["without", "with GC (all)", "with GC (convolutions)"])
    let update = try arm("all-update") { $0[.placement] = "update" }
    #expect(
      try labels(none(), arm("all"), update)
        == ["without", "with GC (all, gradient)", "with GC (all, update)"])
    // What all arms with centralization have in common tells none of them apart.
    #expect(try labels(none(), update) == ["without", "with GC (all)"])
    let half = try arm("all-centralization-strength-0.5") { $0[.centralizationStrength] = 0.5 }
    #expect(
      try labels(none(), arm("all"), half).last == "with GC (all, centralization strength 0.5)")
  }

  @Test func whatAnAxisSetsTellsCellsApartAndNotArms() throws {
    let update = try arm("all") { $0[.placement] = "update" }
    let settings = [Experiment.Setting(option: "placement", value: "update")]
    #expect(try labels(none(), update, settings: settings) == ["without", "with GC (all)"])
  }

  @Test func namesAndLabelsThatSomeoneGaveStay() throws {
    #expect(try labels(none("plain"), arm("gc")) == ["plain", "gc"])
    var labelled = try arm("gc", label: "GC, as in the paper")
    #expect(try labels(none(), labelled) == ["without", "GC, as in the paper"])
    // Two of one label are told apart by their names.
    labelled.label = "without"
    #expect(try labels(none(), labelled) == ["none", "without"])
  }

  @Test func armsThatDifferInMoreKeepTheirNames() throws {
    let fast = try arm("all-learning-rate-0.5") { $0[.learningRate] = 0.5 }
    #expect(try labels(none(), fast) == ["none", "all-learning-rate-0.5"])
    var recorded = try arm("with")
    (recorded.config, recorded.recorded) = (nil, ["optimizer": "SGD"])
    #expect(try labels(recorded, arm("all")) == ["with", "all"])
  }

  @Test func theReportCallsThemSoAndTheFilesOfNumbersByTheirNames() throws {
    let folder = try TemporaryFolder()
    let cell = Experiment.Cell(
      name: "", settings: [], arms: [try none(), try arm("all", label: "GC & more")])
    try ExperimentReport.write(
      Experiment(name: "x", cells: [cell]), to: folder.path, path: "")
    func text(_ name: String) throws -> String {
      String(decoding: try folder.read(name), as: UTF8.self)
    }
    let plot = try text("plots/test-accuracy.svg")
    #expect(plot.contains(">without</text>") && plot.contains(">GC &amp; more</text>"))
    #expect(
      try text("tables/accuracy.tex").contains("without & GC \\& more & GC \\& more $-$ without"))
    #expect(try text("report.html").contains("GC &amp; more against without"))
    let statistics = try text("statistics.json")
    #expect(statistics.contains("\"all\"") && !statistics.contains("GC & more"))
  }

  @Test func aLabelSurvivesItsFileAndNoneLeavesNoTrace() throws {
    for arm in [try arm("all", label: "GC & more"), try arm("all")] {
      let data = try JSONEncoder().encode(arm)
      #expect(try JSONDecoder().decode(Experiment.Arm.self, from: data) == arm)
      #expect(String(decoding: data, as: UTF8.self).contains("label") == (arm.label != nil))
    }
  }

  @Test func aTitleNamesOnlyWhatAllArmsShare() throws {
    func title(_ arms: Experiment.Arm...) throws -> String? {
      let cell = Experiment.Cell(name: "", settings: [], arms: arms)
      return CurvePlots.entries(of: cell, .classification).first?.plot.title
    }
    let adam = try arm("adam") { $0[.optimizer] = "adam" }
    #expect(try title(none(), arm("all")) == "Training loss: resnet8, sgd")
    #expect(try title(none(), arm("all"), adam) == "Training loss: resnet8")
    let deep = try arm("deep") {
      ($0[.optimizer], $0[.model]) = ("adam", "resnet18")
    }
    #expect(try title(none(), arm("all"), deep) == "Training loss: fashion-mnist")
    #expect([adam.config, deep.config].compactMap { $0 }.words == "fashion-mnist, adam")
    #expect([try none().config, adam.config].compactMap { $0 }.words == "resnet8 on fashion-mnist")
    var (first, second) = (adam, deep)
    (first.config, first.recorded) = (nil, ["name": "mine"])
    (second.config, second.recorded) = (nil, ["name": "mine"])
    #expect(try title(first, second) == "Training loss: mine")
    second.recorded = ["name": "another"]
    #expect(try title(first, second) == "Training loss: recorded runs")
  }

  @Test func labelsAreRightWithinASentence() {
    #expect(
      ["all", "without", "with GC (all)", "with"].map(\.asCondition) == [
        "with all", "without", "with GC (all)", "with",
      ])
    #expect(["all", "without", "withered"].map(\.asNoun) == ["all", "“without”", "withered"])
  }
}
