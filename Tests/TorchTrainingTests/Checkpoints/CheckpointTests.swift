import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchTraining

struct CheckpointTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("last.safetensors") }

  init() throws { folder = try TemporaryFolder() }

  private func write(_ trainer: Trainer) throws {
    let header = Checkpoint.Header(
      configuration: try configuration(), position: trainer.position, metricsBytes: 17,
      isFinished: false)
    try Checkpoint.write(trainer, header, to: path)
  }

  @Test func bringsBackWeightsMomentumPositionAndMasks() throws {
    let model = DropoutClassifier()
    let whole = trainer(model)
    try whole.run(8)  // two steps into the second epoch
    try write(whole)
    let losses = try whole.run(7)

    let resumedModel = DropoutClassifier(seed: 11, maskSeed: 12)
    let resumed = trainer(resumedModel)
    let header = try Checkpoint.read(path, into: resumed, model: "test")
    #expect(header.metricsBytes == 17 && !header.isFinished)
    #expect(resumed.position.step == 8 && resumed.position.stepInEpoch == 2)
    #expect(try resumed.run(7) == losses)
    for (one, two) in zip(model.stateDict, resumedModel.stateDict) {
      #expect(isBitIdentical(one.tensor, two.tensor), "\(one.name)")
    }
    #expect(isBitIdentical(model.dropout.generator.state, resumedModel.dropout.generator.state))
    #expect(resumed.meanLoss == whole.meanLoss)
  }

  @Test func equalStatesHaveEqualBytes() throws {
    let model = DropoutClassifier()
    let trainer = trainer(model)
    try trainer.run(2)
    try write(trainer)
    let first = try folder.read("last.safetensors")
    try write(trainer)
    #expect(try folder.read("last.safetensors") == first)
    #expect(try folder.contents == ["last.safetensors"])
  }

  @Test func holdsTheModelUnderItsOwnKeys() throws {
    let trainer = trainer(NormalizedClassifier())
    try trainer.run(1)
    try write(trainer)
    let file = try SafetensorsFile(path)
    #expect(file.metadata["formatVersion"] == "2")
    let weights = try WeightsFile.read(path, for: trainer.model).tensors
    #expect(Set(weights.keys) == Set(trainer.model.stateDict.map(\.name)))
    #expect(Set(file.names).isSuperset(of: ["optimizer/momentum.velocity/conv.weight"]))
  }

  /// Each of what a checkpoint holds may have become infinite.
  @Test func refusesWhatIsNotFinite() throws {
    let model = NormalizedClassifier()
    let trainer = trainer(model)
    try trainer.run(1)
    try write(trainer)
    let good = try folder.read("last.safetensors")
    let velocity = try #require(
      trainer.optimizer.state.first { $0.name == "momentum.velocity/fc.weight" })
    let victims: [(String, Tensor)] = [
      ("fc.bias", try #require(model.fc.bias)), ("bn.running_var", model.bn.runningVar),
      ("optimizer/momentum.velocity/fc.weight", velocity.tensor),
    ]
    for (name, tensor) in victims {
      let kept = withoutGrad { tensor.clone() }
      withoutGrad { tensor.fill(.infinity) }
      #expect(throws: TrainingError.weightsNotFinite(step: 1, name: name)) { try write(trainer) }
      withoutGrad { tensor.copy(from: kept) }
    }
    #expect(try folder.read("last.safetensors") == good)
    try write(trainer)
  }
}
