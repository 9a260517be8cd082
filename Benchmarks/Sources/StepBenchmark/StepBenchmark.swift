import BenchmarkProtocol
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// Training steps of ResNet-18 with the CIFAR stem on one batch of noise.
///
/// `peers/step.py` does the same.
@main
struct StepBenchmark {
  static func main() throws {
    Runtime.threads = benchmarkThreads
    let generator = Generator(seed: 0)
    let model = ResNet(.resnet18, stem: .cifar, channels: 3, classes: 100, using: generator)
    model.move(memoryFormat: .channelsLast)
    let optimizer = Optimizer(
      model.namedParameters, learningRate: 0.1, SGD(momentum: 0.9, weightDecay: 5e-4))
    let images = Tensor.normal([64, 3, 32, 32], using: generator).contiguous(.channelsLast)
    let labels = Tensor.randomIntegers([64], in: 0..<100, using: generator)

    try serve(training: model) {
      model(images).crossEntropy(labels).backward()
      optimizer.step()
      optimizer.zeroGrad()
    }
  }
}
