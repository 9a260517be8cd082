import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing

/// The options of a network's form and of fine-tuning.
struct NetworkOptionTests {
  @Test func aNetworkHasBatchNormAndPlainWeights() throws {
    let run = try run()
    #expect(run.network == NetworkChoice(.resnet8, normalization: .batch))
    #expect(
      run[.freezeUpTo] == nil && run[.classifierLearningRate] == nil
        && run[.freezeBatchNorm] == false)
  }

  @Test func theFormIsThatOfTheOptions() throws {
    let run = try run {
      $0[.normalization] = "group"
      $0[.weightForm] = "standardized"
    }
    #expect(
      run.network == NetworkChoice(.resnet8, normalization: .group, weightForm: .standardized))
  }

  @Test func aNetworkWithoutNormalizationHasNoneToChoose() throws {
    func run(_ model: String, _ normalization: OptionValue? = nil) throws -> RunConfiguration {
      try CentralizeOptionsTests.run {
        ($0[.model], $0[.dataset], $0[.data]) = (.text(model), "cifar10", "/d")
        $0[.normalization] = normalization
      }
    }
    #expect(try run("vgg11").network == NetworkChoice(.vgg11, normalization: nil))
    #expect(try run("vgg11-bn")[.normalization] == "batch")
    expectError("--normalization is not an option of the model vgg16") {
      _ = try run("vgg16", "group")
    }
    var options = OptionMap()
    options[.model] = "vgg11"
    options[.normalization] = "layer"
    expectError("--normalization is not an option of the model vgg11") {
      _ = try PlanRequest(options, channels: nil, json: false)
    }
  }

  @Test func aStageIsOneOfTheModel() throws {
    #expect(try run { $0[.freezeUpTo] = "layer2" }[.freezeUpTo] == "layer2")
    expectError("--freeze-up-to", "stem, layer1, layer2, layer3,", "'layer4'") {
      _ = try run { $0[.freezeUpTo] = "layer4" }
    }
    let last: [(ModelName, String)] = [
      (.resnet18, "layer4"), (.resnext29x4x64dCifar, "layer3"), (.wideResnet50x2, "layer4"),
      (.vgg16Bn, "stage5"), (.densenet201, "denseblock4"),
    ]
    for (model, stage) in last { #expect(model.stages.last == stage) }
  }

  @Test func onlyBatchNormCanBeFrozen() throws {
    #expect(try run { $0[.freezeBatchNorm] = true }[.freezeBatchNorm] == true)
    expectError("--freeze-batch-norm cannot be given here", "no batch norm") {
      _ = try run {
        $0[.normalization] = "group"
        $0[.freezeBatchNorm] = true
      }
    }
  }

  @Test func theClassifiersRateIsChecked() {
    expectError("--classifier-learning-rate", "greater than 0") {
      _ = try run { $0[.classifierLearningRate] = 0 }
    }
  }
}
