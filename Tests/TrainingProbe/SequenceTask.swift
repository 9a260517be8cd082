import CentralizeOptions
import RunRecords
import TestSupport
import Torch
import TorchNN
import TorchTraining

/// Tells whether a sequence rises, with dropout between two layers of a memory and before the classifier.
struct SequenceTask: TrainingTask {
  let about = TaskDescription(
    name: "sequences", metrics: [Metric("error", better: .less, digits: 3)])
  let batchCount = 8
  /// The batch of the first epoch whose loss is not a number.
  let broken: Int?

  func makeNetwork(for configuration: RunConfiguration) -> any Module {
    SequenceClassifier(using: Generator(seed: configuration.start.seed))
  }

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    var left = numbers[...]
    return {
      left.popFirst().map {
        Sequences(epoch * batchCount + $0, isBroken: epoch == 0 && $0 == broken)
      }
    }
  }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    guard part == .test else { return nil }
    var found: [[Double]] = []
    for number in pass.numbers(of: 3) {
      // Lists of different lengths come back as they are.
      let loss = Sequences(1000 + number).loss(of: network).item
      found.append([Double](repeating: loss, count: 1 + number))
      try pass.batchEnds()
    }
    let all = try pass.gather(found)
    precondition(all.map(\.count) == [1, 2, 3], "\(all.map(\.count)) numbers of three batches")
    let loss = all.reduce(0) { $0 + ($1.last ?? .nan) } / 3
    return Evaluation(loss: loss, metrics: ["error": loss])
  }
}

/// Four sequences that follow from their number.
struct Sequences: LayerBatch {
  let input: Tensor
  let labels: Tensor
  let isBroken: Bool

  init(_ number: Int, isBroken: Bool = false) {
    let generator = Generator(seed: UInt64(number))
    labels = .randomIntegers([4], in: 0..<2, using: generator)
    let slope = (labels.to(.float32) * 2 - 1).reshaped([1, 4, 1])
    let noise = Tensor.normal([6, 4, 5], using: generator)
    let time = Tensor((0..<6).map { Float($0) / 6 }, shape: [6, 1, 1])
    (input, self.isBroken) = (noise + time * slope, isBroken)
  }

  func loss(of network: any Layer) -> Tensor {
    let loss = network(input).crossEntropy(labels)
    return isBroken ? loss * Double.nan : loss
  }
}
