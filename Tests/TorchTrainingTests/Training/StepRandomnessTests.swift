import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// What dropout draws in a step.
struct StepRandomnessTests {
  private func mask(seed: UInt64, step: Int, microBatch: Int, _ before: Int = 0) -> [UInt8] {
    let dropout = Dropout(0.5, using: Generator(seed: 99))
    let randomness = StepRandomness(dropout, seed: seed)
    for _ in 0..<before { _ = dropout(.ones([100])) }
    randomness.begin(step: step, microBatch: microBatch)
    return bytes(of: dropout(.ones([100])))
  }

  @Test func followsFromSeedStepAndMicroBatchAlone() {
    let mask = mask(seed: 3, step: 5, microBatch: 1)
    #expect(self.mask(seed: 3, step: 5, microBatch: 1, 7) == mask)
    #expect(self.mask(seed: 4, step: 5, microBatch: 1) != mask)
    #expect(self.mask(seed: 3, step: 4, microBatch: 1) != mask)
    #expect(self.mask(seed: 3, step: 5, microBatch: 0) != mask)
  }

  @Test func twoGeneratorsDrawApart() {
    let network = Sequential(
      Dropout(using: Generator(seed: 1)), Dropout(using: Generator(seed: 1)))
    StepRandomness(network, seed: 0).begin(step: 0, microBatch: 0)
    let outputs = network.layers.map { bytes(of: $0(.ones([100]))) }
    #expect(outputs[0] != outputs[1])
  }

  /// A training that begins in the middle.
  @Test func aTrainingThatGoesOnDrawsTheSame() throws {
    let (whole, first) = (DropoutClassifier(maskSeed: 2), DropoutClassifier(maskSeed: 2))
    try trainer(whole, accumulate: 3).run(4)
    let begun = trainer(first, accumulate: 3)
    try begun.run(2)
    let second = DropoutClassifier(maskSeed: 11)
    try second.load(
      stateDict: Dictionary(uniqueKeysWithValues: first.stateDict.map { ($0.name, $0.tensor) }))
    let resumed = trainer(second, accumulate: 3)
    try resumed.optimizer.restore(
      Dictionary(uniqueKeysWithValues: begun.optimizer.state.map { ($0.name, $0.tensor) }))
    resumed.position = begun.position
    try resumed.run(2)
    for (found, expected) in zip(second.parameters, whole.parameters) {
      #expect(bytes(of: found) == bytes(of: expected))
    }
  }
}
