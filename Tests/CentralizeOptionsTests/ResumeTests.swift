import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct ResumeTests {
  private func recorded(seeds: Int? = nil) throws -> RecordedRun {
    RecordedRun(configuration: try run(), seeds: seeds, file: "runs/1/config.json")
  }

  @Test func theRunMayMove() throws {
    var options = OptionMap()
    (options[.data], options[.workers], options[.threads]) = ("data", 3, 5)
    let moved = try recorded().resumed(with: options, in: machine())
    let original = try run()
    #expect(moved[.data] == "/home/me/data" && moved[.workers] == 3 && moved[.threads] == 5)
    #expect(moved.isSameRun(as: original) && moved != original)
    let change = Resumption(step: 7, from: original, to: moved)
    #expect(change.changes.keys.sorted() == ["data", "threads", "workers"])
    #expect(change.changes["data"]?.from == .text("/data"))
    let data = try RunRecord.data(moved, provenance: ["version": "1"], resumes: [change])
    let again = try RecordedRun(data, file: "config.json")
    #expect(again.resumes == [change] && again.configuration == moved)
    options[.seed] = 1
    let recorded = try recorded()
    expectError("--seed was 0 and is given as 1") {
      _ = try recorded.resumed(with: options, in: machine())
    }
    expectError("--threads") {
      _ = try recorded.resumed(with: minimal { $0[.threads] = 0 }, in: machine())
    }
  }

  /// Three epochs at a rate that follows a cosine, or does not.
  @Test(arguments: ["constant", "step:1:0.1,warmup:2", "cosine"])
  func moreEpochsMayBeGiven(_ schedule: String) throws {
    let configuration = try run {
      $0[.schedule] = .text(schedule)
      $0[.epochs] = 3
    }
    let recorded = RecordedRun(configuration: configuration, seeds: nil, file: "config.json")
    func resumed(_ epochs: Int, extend: Bool = false) throws -> RunConfiguration {
      try recorded.resumed(with: [.epochs: .whole(epochs)], extend: extend, in: machine())
    }
    if schedule == "cosine" {
      expectError("--epochs", "--schedule follows the length", "--extend") { _ = try resumed(5) }
    } else {
      #expect(try resumed(5).course.epochs == 5)
    }
    let longer = try resumed(5, extend: true)
    #expect(configuration.isContinued(by: longer) && !configuration.isSameRun(as: longer))
    #expect(!longer.isContinued(by: configuration))
    #expect(
      Resumption(step: 7, from: configuration, to: longer).changes.keys.sorted() == ["epochs"])
    #expect(try resumed(3) == configuration)
    expectError("--epochs was 3 and is given as 2") { _ = try resumed(2) }
    expectError("--extend", "no more epochs", "3") { _ = try resumed(3, extend: true) }
  }

  @Test func onlyEpochsMakeARunLonger() throws {
    let configuration = try run {
      $0[.steps] = 10
      $0[.schedule] = "constant"
    }
    let recorded = RecordedRun(configuration: configuration, seeds: nil, file: "config.json")
    expectError("--steps was 10 and is given as 20") {
      _ = try recorded.resumed(with: [.steps: 20], in: machine())
    }
    expectError("--epochs was not set") {
      _ = try recorded.resumed(with: [.epochs: 20], in: machine())
    }
    expectError("--extend", "resumed") {
      _ = try EngineRequest.training(
        minimal(), output: "r", resume: false, extend: true, in: machine())
    }
  }

  /// A usual value that a record leaves out is the same when it is given.
  @Test func usualValuesThatAreLeftOutMayBeGiven() throws {
    let recorded = try recorded()
    let usual: OptionMap = [
      .precision: "float32", .centralizationAxis: "input", .centralizationScale: false,
      .fanIn: "layer", .syncBatchNorm: false,
    ]
    #expect(try recorded.resumed(with: usual, in: machine()) == recorded.configuration)
    for (option, value) in [
      (OptionName.precision, "bf16"), (.centralizationAxis, "tensor"), (.fanIn, "rank"),
    ] {
      expectError("\(option.flag) was not set and is given as \(value)") {
        _ = try recorded.resumed(with: [option: .text(value)], in: machine())
      }
    }
  }

  @Test func optionsThatAgreeMayBeGiven() throws {
    var options = try minimal()
    options[.data] = "../../data/"
    options[.learningRate] = 0.1
    options[.epochs] = 3
    options[.schedule] = "cosine"
    try recorded().checkAgreement(with: options, in: machine())
    try recorded().checkAgreement(with: OptionMap(), in: machine())
  }

  typealias Change = @Sendable (inout OptionMap) -> Void
  static let changes: [(String, Change)] = [
    ("--learning-rate was 0.1 and is given as 0.2", { $0[.learningRate] = 0.2 }),
    (
      "--learning-rate was 0.1 and is given as infinity", { $0[.learningRate] = .number(.infinity) }
    ),
    ("--seed was 0 and is given as 1", { $0[.seed] = 1 }),
    ("--steps was not set and is given as 5", { $0[.steps] = 5 }),
    ("--clip-norm was not set and is given as 1.5", { $0[.clipNorm] = 1.5 }),
    ("--augment was true and is given as false", { $0[.augment] = false }),
    ("--model was resnet8 and is given as resnet18", { $0[.model] = "resnet18" }),
    ("--data was /data and is given as /home/me/data", { $0[.data] = "data" }),
    ("--sam was not set and is given as 0.05", { $0[.sam] = 0.05 }),
    ("--minimum-fan-in was 2 and is given as 4", { $0[.minimumFanIn] = 4 }),
    ("--centralization-strength was 1 and is given as 0.5", { $0[.centralizationStrength] = 0.5 }),
    ("--schedule was cosine and is given as constant", { $0[.schedule] = "constant" }),
  ]

  @Test(arguments: changes)
  func anOptionThatDiffersIsNamed(_ words: String, change: Change) throws {
    var options = OptionMap()
    change(&options)
    let recorded = try recorded()
    expectError(words, "runs/1/config.json") {
      try recorded.checkAgreement(with: options, in: machine())
    }
  }

  @Test func anOptionOfAnotherOptimizerIsNamedWithIt() throws {
    let recorded = try recorded()
    expectError("--beta1 is not an option of the optimizer sgd") {
      var options = OptionMap()
      options[.beta1] = 0.9
      try recorded.checkAgreement(with: options, in: machine())
    }
    expectError("--optimizer was sgd and is given as adam", "--beta1 was not set") {
      var options = OptionMap()
      options[.optimizer] = "adam"
      options[.beta1] = 0.9
      try recorded.checkAgreement(with: options, in: machine())
    }
  }

  @Test func slowWeightsAgreeInEverySpelling() throws {
    var recorded = try recorded()
    recorded.configuration.wrapping.lookahead = Lookahead(steps: 5)
    var options = OptionMap()
    options[.lookahead] = "5"
    try recorded.checkAgreement(with: options, in: machine())
    options[.lookahead] = "5:0.8"
    expectError("--lookahead was 5:0.5 and is given as 5:0.8") {
      try recorded.checkAgreement(with: options, in: machine())
    }
  }

  @Test func everyDifferenceIsNamed() throws {
    var options = OptionMap()
    options[.seed] = 3
    options[.momentum] = 0.5
    let recorded = try recorded(seeds: 4)
    expectError("--momentum was", "--seed was", "--seeds was 4 and is given as 5") {
      try recorded.checkAgreement(with: options, seeds: 5, in: machine())
    }
    try recorded.checkAgreement(with: OptionMap(), seeds: 4, in: machine())
  }

  @Test func aFolderIsResumedByTheCommandThatWroteIt() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    expectError(folder, "config.json", exitCode: 1) {
      _ = try RecordedRun(folder: folder, resumedBy: .train)
    }
    let file = folder + "/" + RunFiles.record
    let single = try RunRecord.data(run(), provenance: ["version": "1"])
    try single.write(to: URL(fileURLWithPath: file))
    #expect(try RecordedRun(folder: folder, resumedBy: .train).configuration == run())
    expectError("centralize train --resume", exitCode: 1) {
      _ = try RecordedRun(folder: folder, resumedBy: .compare)
    }
    let pair = try RunRecord.data(run(), seeds: 2, provenance: ["version": "1"])
    try pair.write(to: URL(fileURLWithPath: file))
    #expect(try RecordedRun(folder: folder + "/", resumedBy: .compare).seeds == 2)
    expectError("centralize compare --resume", exitCode: 1) {
      _ = try RecordedRun(folder: folder, resumedBy: .train)
    }
  }
}
