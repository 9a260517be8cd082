import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// What of a network is trained, and at which rate.
struct FineTuningTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallImages()
  }

  private func fineTuning(
    _ change: (inout OptionMap) -> Void = { _ in }
  ) throws -> RunConfiguration {
    try configuration(data: folder.path) {
      $0[.steps] = 5
      $0[.freezeUpTo] = "layer1"
      $0[.classifierLearningRate] = 0.3
      $0[.momentum] = 0.9
      $0[.workers] = 0
      change(&$0)
    }
  }

  @Test func theClassifierIsAGroupOfItsOwn() throws {
    let configuration = try fineTuning()
    let network = configuration.makeNetwork()
    let optimizer = configuration.makeOptimizer(for: network)
    #expect(optimizer.groups.map(\.learningRate) == [0.1, 0.3])
    #expect(optimizer.groups[1].parameters.map(\.name) == ["fc.weight", "fc.bias"])
    let rest = optimizer.groups[0].parameters.map(\.name)
    #expect(!rest.isEmpty && rest.allSatisfy { $0.hasPrefix("layer2.") || $0.hasPrefix("layer3.") })
    #expect(optimizer.groups[0].chain.map(\.name) == optimizer.groups[1].chain.map(\.name))
  }

  @Test func nothingButTheClassifierMayBeTrained() throws {
    let configuration = try fineTuning { $0[.freezeUpTo] = "layer3" }
    let optimizer = configuration.makeOptimizer(for: configuration.makeNetwork())
    #expect(optimizer.groups.map(\.learningRate) == [0.3])
  }

  @Test func withoutARateOfItsOwnItIsInTheOneGroup() throws {
    let configuration = try configuration()
    let network = configuration.makeNetwork()
    let optimizer = configuration.makeOptimizer(for: network)
    #expect(optimizer.groups.count == 1)
    #expect(optimizer.groups[0].parameters.count == network.parameters.count)
  }

  @Test func allBatchNormsAreFrozenAtWish() throws {
    let network = try fineTuning {
      $0[.freezeBatchNorm] = true
      $0[.freezeUpTo] = nil
    }.makeNetwork()
    let trained = network.trainedParameters.map(\.name)
    #expect(trained.count == 11 && trained.allSatisfy { !$0.contains("bn") })
  }

  /// The step of the classifier is as much longer as its rate is higher; the rest moves as without.
  @Test func theRateOfTheClassifierScalesItsStep() throws {
    func weights(after configuration: RunConfiguration, in name: String) throws -> [String: Tensor]
    {
      _ = try Run(configuration, in: folder.file(name)).run()
      return try SafetensorsFile(folder.file(name + "/weights.safetensors")).tensors
    }
    func oneStep(_ rate: Double?) throws -> RunConfiguration {
      try fineTuning {
        $0[.steps] = 1
        $0[.classifierLearningRate] = rate?.optionValue
        $0[.dtype] = "float64"
      }
    }
    let start = try oneStep(nil).makeNetwork()
    let plain = try weights(after: oneStep(nil), in: "plain")
    let faster = try weights(after: oneStep(0.3), in: "faster")
    for (name, initial) in start.stateDict {
      let (a, b) = (try #require(plain[name]), try #require(faster[name]))
      if name.hasPrefix("fc.") {
        #expect(maxDifference((b - initial), (a - initial) * 3) < 1e-9, "\(name)")
        #expect((a - initial).abs().max().item > 0)
      } else {
        #expect(isBitIdentical(a, b), "\(name)")
      }
      if name.hasPrefix("conv1.") || name.hasPrefix("bn1.") || name.hasPrefix("layer1.") {
        #expect(isBitIdentical(a, withoutGrad { initial.contiguous() }), "\(name)")
      }
    }
  }

  /// Frozen parts, two groups, slow weights and clipping: one interruption, and not a bit differs.
  @Test(arguments: [false, true])
  func aResumedRunIsTheUndisturbedOne(freezesBatchNorm: Bool) throws {
    let configuration = try fineTuning {
      $0[.freezeBatchNorm] = freezesBatchNorm.optionValue
      $0[.clipNorm] = 1
      $0[.lookahead] = "2:0.5"
      $0[.monitorEvery] = 2
    }
    _ = try Run(configuration, in: folder.file("whole")).run()
    var asked = 0
    let first = try Run(configuration, in: folder.file("cut")) {
      asked += 1
      return asked == 3
    }
    #expect(throws: TrainingError.interrupted(step: 3, folder: folder.file("cut"))) {
      try first.run()
    }
    _ = try Run(configuration, in: folder.file("cut"), resume: true).run()
    for name in ["weights.safetensors", "last.safetensors", "metrics.jsonl"] {
      #expect(try folder.read("cut/" + name) == folder.read("whole/" + name), "\(name)")
    }
  }
}
