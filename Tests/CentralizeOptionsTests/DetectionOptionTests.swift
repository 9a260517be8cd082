import CentralizeOptions
import EngineProtocol
import Foundation
import TestSupport
import Testing

/// The options of a network that finds objects.
struct DetectionOptionTests {
  private func detector(
    _ change: (inout OptionMap) throws -> Void = { _ in }
  ) throws -> RunConfiguration {
    var options: OptionMap = [.model: "faster-rcnn", .dataset: "coco", .data: "/data"]
    try change(&options)
    return try options.resolved(in: machine())
  }

  @Test func itIsTorchvisionsWhereNothingElseIsSaid() throws {
    let run = try detector()
    #expect(run.network.detector == DetectorChoice(.resnet50, .torchvision))
    #expect(run.network.detector?.channels == 256 && run.network.detector?.sampledRegions == 512)
    #expect(run.network.normalization == .batch && run.data.classes == 91)
    #expect(run.reading.imageSize == 800 && run.reading.skipCorrupt == false)
    #expect(run.course.batchSize == 16 && run[.crop] == nil && run[.resize] == nil)
    #expect(
      run[.pyramidChannels] == nil && run[.sampledRegions] == nil, "a usual number is left out")
    #expect(run.defaultOutput == "runs/faster-rcnn-resnet50-coco-sgd-all-0")
  }

  @Test func theConventionSaysHowManyOutputsThereAre() throws {
    #expect(try detector { $0[.detection] = "paper" }.data.classes == 81)
    let garments = try detector { $0[.dataset] = "synthetic-garments" }
    #expect(garments.data.classes == 11 && garments.reading.imageSize == 128)
    #expect(garments.reading.skipCorrupt == nil)
    #expect(try detector { $0[.classes] = 2 }.data.classes == 2)
  }

  @Test func aRecordHasWhatItNeeds() throws {
    let run = try detector {
      $0[.model] = "mask-rcnn"
      $0[.backbone] = "mobilenet-v2"
      $0[.detection] = "paper"
      $0[.pyramidChannels] = 32
      $0[.sampledRegions] = 128
      $0[.freezeUpTo] = "stage3"
      $0[.testSamples] = 7
    }
    let data = try JSONEncoder().encode(run)
    #expect(try JSONDecoder().decode(RunConfiguration.self, from: data) == run)
    let record = try JSONDecoder().decode([String: OptionValue].self, from: data)
    #expect(record["backbone"] == "mobilenet-v2" && record["detection"] == "paper")
    #expect(record["pyramid-channels"] == 32 && record["sampled-regions"] == 128)
    #expect(record["crop"] == nil && record["resize"] == nil)
  }

  static let refused: [(OptionMap, [String])] = [
    ([.mixup: 0.2], ["--mixup is not an option of the model faster-rcnn"]),
    ([.cutmix: 1], ["--cutmix is not an option of the model faster-rcnn"]),
    ([.crop: "center"], ["--crop is not an option of the model faster-rcnn"]),
    ([.resize: 900], ["--resize is not an option of the model faster-rcnn"]),
    ([.colorJitter: "0.4"], ["--color-jitter is not an option of the model"]),
    ([.randomErasing: 0.5], ["--random-erasing is not an option of the model"]),
    ([.classSubset: "0-4"], ["--class-subset is not an option of the model"]),
    ([.classifierLearningRate: 1], ["--classifier-learning-rate is not an option of the model"]),
    ([.exif: true], ["--exif is not an option of the data set coco"]),
    ([.precision: "bf16"], ["--precision must be float32 for the model faster-rcnn", "bf16"]),
    (
      [.dataset: "imagenet", .data: "/data"],
      ["--dataset must be one of coco, synthetic-garments", "imagenet"]
    ),
    (
      [.dataset: "synthetic-garments", .data: "/data", .imageSize: 32],
      ["--image-size must be at least 64", "is 32"]
    ),
    ([.freezeUpTo: "stage9"], ["a stage of faster-rcnn resnet50: stem, layer1", "'stage9'"]),
    (
      [.detection: "paper", .syncBatchNorm: true, .accumulate: 2],
      ["--sync-batch-norm cannot be given here", "--detection paper"]
    ),
    ([.pyramidChannels: 4], ["--pyramid-channels must be between 8 and 1024", "is 4"]),
    ([.sampledRegions: 4], ["--sampled-regions must be between 8 and 4096", "is 4"]),
  ]

  @Test(arguments: refused.indices)
  func whatMeansNothingIsNamed(_ place: Int) {
    let (options, words) = Self.refused[place]
    let error = #expect(throws: OptionsError.self) {
      _ = try detector { $0 = $0.overlaid(by: options) }
    }
    for word in words { #expect(error?.description.contains(word) == true, "\(error as Any)") }
  }

  @Test func aClassifierHasNoneOfIt() {
    for (option, value) in [
      (OptionName.backbone, OptionValue.text("resnet50")), (.detection, "paper"),
      (.pyramidChannels, 64), (.sampledRegions, 128),
    ] {
      expectError("\(option.flag) is not an option of the model resnet8") {
        _ = try run { $0[option] = value }
      }
    }
    expectError("--dataset must be one of fashion-mnist, mnist", "for the model resnet8") {
      _ = try run { $0[.dataset] = "coco" }
    }
  }

  @Test func aLandscapeIsOfClassifiers() throws {
    let run = try detector()
    expectError("--model must be a network that tells classes apart", "'landscape'") {
      _ = try LandscapeRequest(run, every: nil)
    }
  }

  @Test func anEvaluationIsOfWhatAReadingSays() throws {
    let options: OptionMap = [
      .model: "mask-rcnn", .weights: "/w", .dataset: "coco", .data: "/d", .testSamples: 7,
    ]
    let there = Surroundings(environment: [:], currentFolder: "/", cores: 1) {
      $0 == "/d" ? .folder : .file
    }
    let request = try EvaluateRequest(options, json: false, in: there)
    #expect(request.testSamples == 7 && request.reading.imageSize == 800)
    #expect(request.data.classes == 91 && request.reading.skipCorrupt == false)
    for (option, value, words) in [
      (OptionName.crop, OptionValue.text("center"), "--crop is not an option of the model"),
      (.precision, "bf16", "--precision must be float32 for the model mask-rcnn"),
      (.testSamples, 0, "--test-samples must be between 1 and"),
    ] {
      expectError(words) {
        _ = try EvaluateRequest(
          options.overlaid(by: [option: value]), json: false, in: there)
      }
    }
  }

  @Test func anExportedDetectorSeesColors() throws {
    let options: OptionMap = [.model: "mask-rcnn", .weights: "/w"]
    let there = Surroundings(environment: [:], currentFolder: "/", cores: 1) {
      $0 == "/w" ? .file : nil
    }
    #expect(
      try ExportRequest(options, channels: nil, output: "/o", in: there).network.detector != nil)
    expectError("--channels is not an option of the model mask-rcnn") {
      _ = try ExportRequest(options, channels: 3, output: "/o", in: there)
    }
  }

  @Test func aPlanIsForCocoWhereNoDataIsNamed() throws {
    func classes(_ options: OptionMap) throws -> Int {
      try PlanRequest(options, channels: nil, json: false).classes
    }
    #expect(try classes([.model: "mask-rcnn"]) == 91)
    #expect(try classes([.model: "mask-rcnn", .detection: "paper"]) == 81)
    #expect(try classes([.model: "mask-rcnn", .dataset: "synthetic-garments"]) == 11)
  }
}
