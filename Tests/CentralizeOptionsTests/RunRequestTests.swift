import EngineProtocol
import RunRecords
import CentralizeOptions
import TestSupport
import Testing

struct RunRequestTests {
  @Test func trainingIsRequested() throws {
    let request = try EngineRequest.training(
      minimal(), output: nil, resume: false, in: machine())
    #expect(
      try request
        == .train(run(), output: "runs/resnet8-fashion-mnist-sgd-all-0", resume: false))
    #expect(try EngineRequest(encoded: request.encoded()) == request)
  }

  @Test func whatIsShownIsNoPartOfTheRun() throws {
    let request = try EngineRequest.training(
      minimal(), output: "r", resume: false, tensorboard: true, in: machine())
    #expect(try request == .train(run(), output: "r", resume: false, tensorboard: true))
    #expect(try EngineRequest(encoded: request.encoded()) == request)
    #expect(!OptionName.ofTraining.contains(.tensorboard))
  }

  @Test func aFolderWithARunIsLeftAlone() {
    let taken = machine(files: ["/home/me/r/config.json"], folders: ["/data", "/home/me/r"])
    expectError("The folder r ", "--resume --output r", exitCode: 1) {
      _ = try EngineRequest.training(minimal(), output: "r", resume: false, in: taken)
    }
    expectError("The folder r ", "centralize compare --resume", exitCode: 1) {
      try taken.checkNewOutput("r", of: .compare)
    }
    let grid = machine(files: ["/home/me/g/grid.json"], folders: ["/data", "/home/me/g"])
    expectError("The folder g ", "centralize compare --resume", exitCode: 1) {
      _ = try EngineRequest.training(minimal(), output: "g", resume: false, in: grid)
    }
    expectError("r/config.json", "is a file", exitCode: 1) {
      _ = try EngineRequest.training(minimal(), output: "r/config.json", resume: false, in: taken)
    }
  }

  @Test func resumingNeedsTheFolder() {
    expectError("--output is missing", "--resume") {
      _ = try EngineRequest.training(OptionMap(), output: nil, resume: true, in: machine())
    }
    expectError("nowhere", exitCode: 1) {
      _ = try EngineRequest.training(
        OptionMap(), output: "nowhere", resume: true, in: machine())
    }
  }

  @Test func aRequestPutTogetherByHandIsChecked() throws {
    expectError("request", exitCode: 1) { _ = try EngineRequest(encoded: "train") }
    var configuration = try run()
    configuration.course.batchSize = 0
    let text = try EngineRequest.train(configuration, output: "r", resume: false).encoded()
    expectError("--batch-size must be") { _ = try EngineRequest(encoded: text) }
  }
}
