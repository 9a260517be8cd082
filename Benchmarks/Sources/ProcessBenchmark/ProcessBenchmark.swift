import BenchmarkProtocol
import Foundation
import RunRecords
import Settings
import Torch
import TorchDistributed
import TorchNN
import TorchOptimizers
import TorchTraining
import TorchVision

/// Training steps that several processes make together, as `peers/ddp.py` does with PyTorch's
/// DistributedDataParallel: a batch each, the gradients' mean, a step of SGD with momentum.
///
/// The arguments are `resnet8` or `resnet18`, and `overlap` or `late`: whether gradients travel during the
/// backward pass. Rank 0 is driven on standard input and has the others make as many steps.
@main
struct ProcessBenchmark {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 3, let network = Network(rawValue: words[1]) else {
      print("usage: RANK=… WORLD_SIZE=… process-benchmark resnet8|resnet18 overlap|late")
      exit(64)
    }
    Runtime.threads = 1
    Runtime.keepFreedMemory()
    let environment = try ProcessEnvironment.read(ProcessInfo.processInfo.environment)
    let group = try environment.map { try ProcessGroup($0) } ?? ProcessGroup()
    let model = network.model
    model.move(memoryFormat: .channelsLast)
    let trainer = Trainer(
      model, Optimizer(model.namedParameters, learningRate: 0.05, SGD(momentum: 0.9)),
      SameImages(batch: network.batch), schedule: { _ in 1 }, accumulate: group.size, group: group,
      overlapsBackward: words[2] == "overlap")
    // What the others are told before each step: whether there is one more.
    let more = Tensor.ones([1])
    func step() throws {
      if group.rank == 0 { try group.broadcast(more) }
      _ = try trainer.step()
    }
    if group.rank == 0 {
      try serve(training: model, step)
      try group.broadcast(Tensor.zeros([1]))
    } else {
      func hasMore() throws -> Bool {
        try group.broadcast(more)
        return more.item != 0
      }
      while try hasMore() { try step() }
    }
    group.leave()
  }

  private enum Network: String {
    case resnet8
    case resnet18

    var model: any Layer {
      let generator = Generator(seed: 0)
      switch self {
      case .resnet8:
        return ResNet(.resnet8, stem: .strided, channels: 1, classes: 10, using: generator)
      case .resnet18:
        return ResNet(.resnet18, stem: .cifar, channels: 3, classes: 100, using: generator)
      }
    }

    var batch: Images {
      switch self {
      case .resnet8: Images(shape: [128, 1, 28, 28], classes: 10)
      case .resnet18: Images(shape: [32, 3, 32, 32], classes: 100)
      }
    }
  }
}

/// The same images again and again: what is measured is the step.
private struct SameImages: TrainingTask {
  let about = TaskDescription.classification
  let batchCount = 1 << 20
  let batch: Images

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? { { batch } }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) -> Evaluation? { nil }
}

private struct Images: LayerBatch {
  let input: Tensor
  private let labels: Tensor

  init(shape: [Int], classes: Int) {
    let generator = Generator(seed: 1)
    input = Tensor.normal(shape, using: generator).contiguous(.channelsLast)
    labels = Tensor.randomIntegers([shape[0]], in: 0..<classes, using: generator)
  }

  func loss(of network: any Layer) -> Tensor { network(input).crossEntropy(labels) }
}
