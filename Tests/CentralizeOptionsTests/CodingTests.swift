import RunRecords
import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct CodingTests {
  private func keys(_ data: Data) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return (object ?? [:]).keys.sorted()
  }

  @Test func everyKeyIsALongOptionOfTraining() throws {
    let full = try minimal {
      $0[.classSubset] = "0-4"
      $0[.trainSamples] = 1000
      $0[.clipNorm] = 1
      $0[.weights] = "w.safetensors"
      $0[.weightsEntry] = "ema"
      $0[.allowNonFinite] = true
      $0[.checkpointEvery] = 10
      $0[.monitorEvery] = 5
      $0[.lookahead] = "5"
      $0[.sam] = 0.05
      $0[.dataset] = "cifar10"
      $0[.crop] = "random-resized"
      $0[.imageSize] = 64
      $0[.colorJitter] = "0.4"
      $0[.randomErasing] = 0.25
      $0[.mixup] = 0.2
      $0[.cutmix] = 1
      $0[.freezeUpTo] = "layer1"
      $0[.syncBatchNorm] = true
      $0[.fanIn] = "rank"
      $0[.precision] = "bf16"
      $0[.device] = "cuda:1"
      for option in [OptionName.cudnnDeterministic, .cudnnBenchmark, .tf32] { $0[option] = true }
      $0[.classifierLearningRate] = 0.1
    }.resolved(in: machine())
    let names = try keys(JSONEncoder().encode(full))
    for name in names {
      let option = try #require(OptionName(rawValue: name))
      #expect(OptionName.ofTraining.contains(option))
    }
    let absent: Set<OptionName> = [
      .steps, .beta1, .beta2, .epsilon, .amsgrad, .alpha, .centered, .rho, .momentumDecay, .output,
      .monitor, .labels, .exif, .skipCorrupt, .centralizationAxis, .centralizationScale,
      .backbone, .detection, .pyramidChannels, .sampledRegions, .testSamples, .labelSmoothing,
      .noDecay, .learningRateOf,
      .weightDecayOf, .layerDecay, .evaluateEvery, .keepBest, .patience, .ema, .randaugment,
      .trivialAugment, .trainImageSize,
    ]
    #expect(
      Set(names) == Set(OptionName.ofTraining.filter { !absent.contains($0) }.map(\.rawValue)))
  }

  @Test func whatDoesNotApplyIsLeftOut() throws {
    let run = try run {
      $0[.optimizer] = "adagrad"
      $0[.centralization] = "none"
    }
    let names = try keys(JSONEncoder().encode(run))
    for option in [
      OptionName.momentum, .momentumForm, .nesterov, .beta1, .amsgrad, .placement, .decayOrder,
      .minimumFanIn, .fanIn, .centralizationStrength, .centralizationSchedule, .lookahead, .sam,
      .steps,
    ] {
      #expect(!names.contains(option.rawValue))
    }
  }

  @Test(arguments: OptimizerName.allCases)
  func aConfigurationSurvivesItsJSON(_ name: OptimizerName) throws {
    let run = try minimal {
      $0[.optimizer] = name.optionValue
      $0[.seed] = .whole(Int.max)
      $0[.learningRate] = (0.1 + 0.2).optionValue
      $0[.schedule] =
        (Schedule(.step(milestones: [1, 2], factor: 0.3), warmup: .steps(7))).optionValue
      $0[.classSubset] = "0,2,5-7"
      $0[.lookahead] = "7:0.3"
      $0[.sam] = 0.1
      $0[.dataset] = "cifar100"
      $0[.crop] = "center"
      $0[.colorJitter] = "0.1,0.25,0,0.5"
      $0[.freezeBatchNorm] = true
      $0[.normalization] = "batch"
      $0[.weightForm] = "normalized"
      $0[.centralizationStrength] = 0.3
      $0[.centralizationSchedule] = "cosine"
    }.resolved(in: machine())
    let decoded = try JSONDecoder().decode(
      RunConfiguration.self, from: JSONEncoder().encode(run))
    #expect(decoded == run)
  }

  @Test func aRecordIsSortedAndReadBack() throws {
    let run = try run()
    let data = try RunRecord.data(run, seeds: 3, provenance: ["version": "1"])
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("/data") && !text.contains("\\/"))
    #expect(try keys(data).contains("formatVersion") && keys(data).contains("provenance"))
    let recorded = try RecordedRun(data, file: "config.json")
    #expect(recorded.configuration == run)
    #expect(recorded.seeds == 3)
    #expect(try RunRecord.data(run, seeds: 3, provenance: ["version": "1"]) == data)
    #expect(try !keys(RunRecord.data(run, provenance: ["version": "1"])).contains("seeds"))
  }

  @Test func aBrokenRecordIsNamed() throws {
    expectError("c.json", "not valid JSON", exitCode: 1) {
      _ = try RecordedRun(Data("{".utf8), file: "c.json")
    }
    expectError("c.json", "formatVersion 2", exitCode: 1) {
      _ = try RecordedRun(Data(#"{"formatVersion": 2}"#.utf8), file: "c.json")
    }
    expectError("c.json", "the key 'model' is missing", exitCode: 1) {
      _ = try RecordedRun(Data(#"{"formatVersion": 1}"#.utf8), file: "c.json")
    }
    for seeds in [-1, 0, Int.max] {
      let data = try RunRecord.data(run(), seeds: seeds, provenance: [String: String]())
      expectError("c.json", "--seeds must be", exitCode: 1) {
        _ = try RecordedRun(data, file: "c.json")
      }
    }
    var run = try run()
    run.course.batchSize = 0
    let data = try RunRecord.data(run, provenance: [String: String]())
    expectError("c.json", "--batch-size", exitCode: 1) {
      _ = try RecordedRun(data, file: "c.json")
    }
  }
}
