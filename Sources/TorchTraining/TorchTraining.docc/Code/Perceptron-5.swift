import Torch
import TorchData
import TorchNN
import TorchOptimizers

/// Images `[N, 1, 28, 28]` to logits `[N, 10]`.
final class Perceptron: Layer {
  let hidden: Linear
  let output: Linear

  init(using generator: Generator) {
    hidden = Linear(784, 100, using: generator)
    output = Linear(100, 10, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    output(hidden(x.flattened(from: 1)).relu())
  }
}

/// Batches of 50 garments, near zero.
func garments(_ images: any ImageDataset, shuffle: Bool) -> DataLoader {
  let normalization = PublishedDataset.fashionMNIST.normalization
  let pipeline = ImagePipeline(normalization: normalization)
  return DataLoader(images, batchSize: 50, pipeline: pipeline, shuffle: shuffle)
}

/// Trains the network for some epochs.
func train(_ network: Perceptron, on images: any ImageDataset, epochs: Int) throws {
  let optimizer = Optimizer(
    network.namedParameters, learningRate: 0.05,
    WeightDecay(5e-4), GradientCentralization(), Momentum(0.9))
  print(network)
  print(optimizer)
  let loader = garments(images, shuffle: true)
  for epoch in 0..<epochs {
    let batches = loader.batches(epoch: epoch)
    while let batch = try batches.next() {
      let loss = network(batch.images).crossEntropy(batch.labels)
      loss.backward()
      optimizer.step()
      optimizer.zeroGrad()
    }
  }
}

/// The share of the images whose class the network names, from 0 to 1.
func accuracy(of network: Perceptron, on images: any ImageDataset) throws -> Double {
  network.setTraining(false)
  defer { network.setTraining(true) }
  var (right, count) = (0, 0)
  let batches = garments(images, shuffle: false).batches(epoch: 0)
  while let batch = try batches.next() {
    let guesses = withoutGrad { network(batch.images).argmax(dim: 1) }
    right += (guesses .== batch.labels).sum().intItem
    count += batch.count
  }
  return Double(right) / Double(count)
}

/// Trains on Fashion-MNIST, whose files lie in `folder`, and keeps the weights.
func trainOnFashionMNIST(in folder: String, weights path: String) throws {
  let network = Perceptron(using: Generator(seed: 0))
  try train(network, on: PublishedDataset.fashionMNIST.load(.training, from: folder), epochs: 3)
  let test = try PublishedDataset.fashionMNIST.load(.test, from: folder)
  print("test accuracy", try accuracy(of: network, on: test))
  try SafetensorsFile.write(network.stateDict, to: path)
}
