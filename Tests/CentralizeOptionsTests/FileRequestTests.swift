import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing

struct FileRequestTests {
  private let there = machine(files: ["/home/me/w", "/home/me/i"], folders: ["/data", "/home/me"])

  @Test func evaluationIsRequested() throws {
    let request = try EvaluateRequest(minimal { $0[.weights] = "w" }, json: true, in: there)
    #expect(request.weights == "/home/me/w")
    #expect(request.data.folder == "/data")
    #expect(request.data.classes == 10 && request.batchSize == 128 && request.json)
    #expect(request.machine.threads == 2)
    expectError("--weights is missing") {
      _ = try EvaluateRequest(minimal(), json: false, in: there)
    }
    expectError("/home/me/v", exitCode: 1) {
      _ = try EvaluateRequest(minimal { $0[.weights] = "v" }, json: false, in: there)
    }
    expectError("--batch-size must be") {
      let options = minimal {
        $0[.weights] = "w"
        $0[.batchSize] = 0
      }
      _ = try EvaluateRequest(options, json: false, in: there)
    }
  }

  @Test func whatIsReadOfWeightsIsRequested() throws {
    let options = minimal {
      $0[.weights] = "w"
      $0[.weightsEntry] = "ema"
      $0[.allowNonFinite] = true
    }
    let reading = WeightsReading(entry: "ema", allowsNonFinite: true)
    #expect(try EvaluateRequest(options, json: false, in: there).weightsReading == reading)
    #expect(
      try PredictRequest(options, channels: nil, input: "i", output: "o", in: there)
        .weightsReading == reading)
    #expect(
      try ExportRequest(options, channels: nil, output: "o", in: there).weightsReading == reading)
    #expect(
      try InitializeRequest(options, channels: nil, output: "o", in: there).weightsReading
        == reading)
    #expect(try options.resolved(in: there).start.weightsReading == reading)
    for option in WeightsReading.optionNames {
      expectError("--\(option.rawValue) cannot be given here: without --weights") {
        _ = try minimal { $0[option] = options[option] }.resolved(in: there)
      }
    }
  }

  @Test func aPlanTakesItsSizesFromTheDataSetOrTheModel() throws {
    var options = OptionMap()
    options[.model] = "resnet50"
    let natural = try PlanRequest(options, channels: nil, json: false)
    #expect(
      natural.channels == 3 && natural.classes == 1000
        && natural.centralization.description == "all")
    options[.dataset] = "mnist"
    let fitted = try PlanRequest(options, channels: nil, json: false)
    #expect(fitted.channels == 1 && fitted.classes == 10)
    expectError("--channels", "mnist") {
      _ = try PlanRequest(options, channels: 3, json: false)
    }
    #expect(fitted.minimumFanIn == 2)
    options[.minimumFanIn] = 16
    #expect(try PlanRequest(options, channels: nil, json: false).minimumFanIn == 16)
    options[.centralization] = "none"
    expectError("--minimum-fan-in cannot be given here") {
      _ = try PlanRequest(options, channels: nil, json: false)
    }
    options[.centralization] = nil
    options[.minimumFanIn] = 1
    expectError("--minimum-fan-in must be") {
      _ = try PlanRequest(options, channels: nil, json: false)
    }
    options[.minimumFanIn] = nil
    options[.classes] = 1
    expectError("--classes must be") { _ = try PlanRequest(options, channels: nil, json: false) }
  }

  @Test func initialWeightsNeedModelAndOutputOnly() throws {
    var options = OptionMap()
    options[.model] = "resnet8"
    options[.seed] = 3
    let request = try InitializeRequest(options, channels: nil, output: "o", in: machine())
    #expect(request.channels == 1 && request.classes == 10 && request.seed == 3)
    #expect(request.weights == nil && request.output == "o")
    expectError("--output is missing") {
      _ = try InitializeRequest(options, channels: nil, output: nil, in: machine())
    }
    options[.classes] = 4
    #expect(
      try InitializeRequest(options, channels: 3, output: "o", in: machine()).classes == 4)
    options[.momentum] = 2
    expectError("--momentum must be") {
      _ = try InitializeRequest(options, channels: nil, output: "o", in: machine())
    }
  }

  @Test func initialWeightsAreThoseOfTheSameTraining() throws {
    let options = minimal {
      $0[.dataset] = "cifar100"
      $0[.data] = nil
      $0[.classSubset] = "0-4"
      $0[.dtype] = "float64"
    }
    let request = try InitializeRequest(options, channels: nil, output: "o", in: machine())
    #expect(request.channels == 3 && request.classes == 5 && request.dtype == .float64)
    expectError("--class-subset") {
      var other = options
      other[.dataset] = nil
      _ = try InitializeRequest(other, channels: nil, output: "o", in: machine())
    }
    expectError("o", "is a folder", exitCode: 1) {
      _ = try InitializeRequest(options, channels: nil, output: "/data", in: machine())
    }
  }

  @Test func exportIsRequested() throws {
    var options = OptionMap()
    options[.model] = "resnet8"
    options[.weights] = "w"
    let request = try ExportRequest(options, channels: 3, output: "o", in: there)
    #expect(request.classes == nil && request.channels == 3 && request.weights == "/home/me/w")
    expectError("/home/me/w", "--weights", exitCode: 1) {
      _ = try ExportRequest(options, channels: nil, output: "/home/me/w", in: there)
    }
    expectError("--output is missing") {
      _ = try ExportRequest(options, channels: nil, output: nil, in: there)
    }
    expectError("--channels must be") {
      _ = try ExportRequest(options, channels: 0, output: "o", in: there)
    }
    options[.classes] = 1
    expectError("--classes must be") {
      _ = try ExportRequest(options, channels: nil, output: "o", in: there)
    }
    options[.weights] = nil
    expectError("--weights is missing") {
      _ = try ExportRequest(options, channels: nil, output: "o", in: there)
    }
  }

  @Test func predictionIsRequested() throws {
    var options = OptionMap()
    options[.model] = "resnet8"
    options[.weights] = "w"
    let request = try PredictRequest(options, channels: nil, input: "i", output: "o", in: there)
    #expect(request.classes == nil && request.channels == nil && request.weights == "/home/me/w")
    expectError("/home/me/w", "--weights", exitCode: 1) {
      _ = try PredictRequest(options, channels: nil, input: "i", output: "/home/me/w", in: there)
    }
    expectError("./i", "--input", exitCode: 1) {
      _ = try PredictRequest(options, channels: nil, input: "i", output: "./i", in: there)
    }
    expectError("./i", "--images", exitCode: 1) {
      _ = try PredictRequest(
        options, channels: nil, input: nil, images: ["i"], output: "./i", in: there)
    }
    expectError("The file j of --images does not exist", exitCode: 1) {
      var there = there
      there.kind = { $0.hasSuffix("j") || $0.hasSuffix("o") ? nil : .file }
      _ = try PredictRequest(
        options, channels: nil, input: nil, images: ["i", "j"], output: "o", in: there)
    }
    expectError("--top must be between 1 and") {
      _ = try PredictRequest(
        options.overlaid(by: [.top: 0]), channels: nil, input: nil, images: ["i"], output: "o",
        in: there)
    }
    expectError("--top cannot be given here") {
      _ = try PredictRequest(
        options.overlaid(by: [.top: 2]), channels: nil, input: "i", output: "o", in: there)
    }
    expectError("--input is missing") {
      _ = try PredictRequest(options, channels: nil, input: nil, output: "o", in: there)
    }
    expectError("--channels must be") {
      _ = try PredictRequest(options, channels: 0, input: "i", output: "o", in: there)
    }
  }
}
