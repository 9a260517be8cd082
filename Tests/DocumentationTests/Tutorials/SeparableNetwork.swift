import Torch
import TorchExperiments
import TorchNN

/// Depthwise convolutions, each followed by one of 1 × 1: images `[N, 3, H, W]` to logits.
final class SeparableNetwork: Layer {
  let stem: Conv2d
  let depthwise: [Conv2d]
  let pointwise: [Conv2d]
  let classifier: Linear

  init(classes: Int, using generator: Generator) {
    stem = Conv2d(3, 32, kernel: 3, stride: 2, padding: 1, using: generator)
    depthwise = (0..<3).map { _ in
      Conv2d(32, 32, kernel: 3, padding: 1, groups: 32, using: generator)
    }
    pointwise = (0..<3).map { _ in Conv2d(32, 32, kernel: 1, using: generator) }
    classifier = Linear(32, classes, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    var x = stem(x).relu()
    for (depthwise, pointwise) in zip(depthwise, pointwise) {
      x = x + pointwise(depthwise(x).relu())
    }
    return classifier(x.mean([2, 3]))
  }
}

/// SGD without centralization, with it, and with a link of one's own, on images in a folder for each class.
func separableExperiment(images folder: String, classes: Int) -> ExperimentProgram {
  var options = RunConfiguration(
    own: OwnParts(network: "separable"),
    data: DataChoice(.folder, folder: folder, classes: classes),
    optimizer: .sgd(SGD(momentum: 0.9, weightDecay: 5e-4)),
    course: Course(.epochs(5), batchSize: 50, learningRate: 0.1), machine: .usual)
  (options.reading.imageSize, options.reading.resize) = (32, 32)
  var arms: [ComparedArm] = [.without, .centralized()]
  arms.append(ComparedArm("steady") { network, _ in steadySGD(network.trainedParameters) })
  return ExperimentProgram(
    "separable", options, arms: arms, seeds: 0..<4,
    OwnMakers(network: { run in
      SeparableNetwork(classes: run.data.classes, using: Generator(seed: run.start.seed))
    }))
}
