import Torch
import TorchData
import TorchNN

/// What dropout and the like draw from: numbers that follow from the seed of the run, the step and the
/// micro-batch alone.
///
/// So it does not matter which process makes a micro-batch, nor what was drawn before it: a run that is
/// resumed needs no generator's state.
struct StepRandomness {
  private let generators: [Generator]
  private let seed: UInt64

  /// For all that `network` draws in a run with this seed.
  init(_ network: any Module, seed: UInt64) {
    (generators, self.seed) = (network.namedGenerators.map(\.value), seed)
  }

  /// Has the next pass draw what belongs to a micro-batch of a step, both from 0.
  func begin(step: Int, microBatch: Int) {
    var random = SplitMix64(seed: seed, purpose: .dropout, epoch: step, index: microBatch)
    for generator in generators { generator.start(from: random.next()) }
  }
}
