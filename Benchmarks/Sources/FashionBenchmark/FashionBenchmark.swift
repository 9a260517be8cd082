import BenchmarkProtocol
import Foundation
import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchVision

/// Training steps as in the demo, from the bytes in memory to the new weights.
///
/// `peers/fashion.py` does the same. The arguments are the folder of Fashion-MNIST, and where it is another than
/// usual the number of threads.
@main
struct FashionBenchmark {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard (1...2).contains(words.count),
      let threads = Int(words.dropFirst().first ?? "\(benchmarkThreads)"),
      threads > 0
    else {
      print("usage: fashion-benchmark FOLDER [THREADS]")
      exit(64)
    }
    Runtime.threads = threads
    let dataset = PublishedDataset.fashionMNIST
    let pipeline = ImagePipeline(
      normalization: dataset.normalization, crop: .padded(2), flip: true)
    let loader = DataLoader(
      try dataset.load(.training, from: CommandLine.arguments[1]), batchSize: 128,
      pipeline: pipeline)

    let model = ResNet(
      .resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 0))
    model.move(memoryFormat: .channelsLast)
    let optimizer = Optimizer(
      model.namedParameters, learningRate: 0.1, SGD(momentum: 0.9, weightDecay: 5e-4))

    var endless = EndlessBatches(of: loader)
    try serve(training: model) {
      let batch = try endless.next()
      model(batch.images).crossEntropy(batch.labels).backward()
      optimizer.step()
      optimizer.zeroGrad()
    }
  }
}

/// The batches of one epoch after the other.
private struct EndlessBatches {
  private let loader: DataLoader
  private var epoch = 0
  private var batches: Batches

  init(of loader: DataLoader) {
    self.loader = loader
    batches = loader.batches(epoch: 0)
  }

  mutating func next() throws(DataError) -> Batch {
    while true {
      if let batch = try batches.next() { return batch }
      epoch += 1
      batches = loader.batches(epoch: epoch)
    }
  }
}
