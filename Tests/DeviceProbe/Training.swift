import RunRecords
import Settings
import TestSupport
import Torch
import TorchNN
import TorchTraining

/// What is trained: a network, and examples that follow from their number.
struct Subject: Sendable {
  let shape: [Int]
  let classes: Int
  /// Makes the network with weights that a generator draws, on its device.
  let makeNetwork: @Sendable (Generator) -> any Layer

  static func images(_ model: ModelName, channels: Int, side: Int) -> Subject {
    Subject(shape: [4, channels, side, side], classes: 10) { generator in
      let network = model.network(
        channels: channels, classes: 10, using: generator)
      network.move(memoryFormat: .channelsLast)
      return network
    }
  }

  /// A memory of two layers with dropout.
  static let sequences = Subject(shape: [6, 4, 5], classes: 2) {
    SequenceClassifier(using: $0)
  }
}

/// Some examples, where the network is.
struct Examples: LayerBatch {
  let input: Tensor
  let labels: Tensor
  let number: Int
  let change: (Tensor, Int) -> Tensor

  func loss(of network: any Layer) -> Tensor {
    change(network(input).crossEntropy(labels), number)
  }
}

struct ExampleTask: TrainingTask {
  let about = TaskDescription.classification
  let batchCount: Int
  let subject: Subject
  let device: Device
  /// Makes another loss of the one of a batch.
  let change: (Tensor, Int) -> Tensor

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    var left = numbers[...]
    return aheadOfUse(on: device) {
      guard let number = left.popFirst() else { return nil }
      let generator = Generator(seed: UInt64(number))
      var images = Tensor.normal(subject.shape, using: generator)
      if images.rank == 4 { images = images.contiguous(.channelsLast) }
      let count = images.rank == 4 ? images.size(0) : images.size(1)
      let labels = Tensor.randomIntegers([count], in: 0..<subject.classes, using: generator)
      return Examples(
        input: images.sentAhead(to: device), labels: labels.sentAhead(to: device), number: number,
        change: change)
    }
  }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? { nil }
}
