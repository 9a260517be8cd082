import Settings
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining
import TorchVision

/// A small network for colors at 32 pixels, of convolutions, batch norms and a classifier.
func smallNetwork(_ generator: Generator) -> any Layer {
  ResNet(.resnet8, stem: .strided, channels: 3, classes: 10, using: generator)
}

/// Momentum with decay, and centralization or not.
func optimizer(for network: any Layer, rate: Double, isCentralized: Bool = true) -> Optimizer {
  Optimizer(
    network.namedParameters, learningRate: rate,
    SGD(
      momentum: 0.9, weightDecay: 5e-4,
      centralization: isCentralized ? Centralization() : nil))
}

/// Steps of a task from the same start, and what they leave.
func train(
  _ task: NoiseTask, steps: Int, rate: Double, precision: Precision = .float32
) throws -> (losses: [Double], weights: [Tensor], trainer: Trainer) {
  let network = task.makeNetwork(seed: 1)
  let trainer = Trainer(
    network, optimizer(for: network, rate: rate), task, schedule: constantSchedule(), seed: 1,
    precision: precision)
  var losses: [Double] = []
  while losses.count < steps {
    if let loss = try trainer.step() { losses.append(loss) } else { trainer.finishEpoch() }
  }
  let weights = withoutGrad { network.stateDict.map { $0.tensor.to(.cpu).to(.float64) } }
  return (losses, weights, trainer)
}

/// The largest difference of two lists of tensors, each relative to the largest element of the second.
func difference(_ found: [Tensor], _ expected: [Tensor]) -> Double {
  withoutGrad {
    zip(found, expected).map { found, expected in
      (found - expected).abs().max().item / max(expected.abs().max().item, 1e-300)
    }.max() ?? .infinity
  }
}

/// How far ten steps on a device are from those on the CPU.
func parity(on device: Device, _ words: [String]) throws -> [String: Double] {
  guard let dtype = words.first.flatMap(DType.init(rawValue:)) else {
    throw ProbeError("parity: expected float32 or float64")
  }
  let sides = try [device, .cpu].map { device in
    try train(
      NoiseTask(
        [3, 32, 32], classes: 10, batchSize: 32, dtype: dtype, on: device, network: smallNetwork),
      steps: 10, rate: 0.05)
  }
  let losses = zip(sides[0].losses, sides[1].losses).map { abs($0 - $1) / abs($1) }
  return [
    "losses": losses.max() ?? .infinity, "weights": difference(sides[0].weights, sides[1].weights),
    "firstLoss": sides[0].losses[0], "lastLoss": sides[0].losses[9],
  ]
}

/// A classifier that draws masks, and a memory.
final class ForgetfulNetwork: Layer {
  let conv: Conv2d
  let lstm: LSTM
  let dropout: Dropout
  let fc: Linear

  init(using generator: Generator) {
    conv = Conv2d(3, 16, kernel: 3, stride: 2, padding: 1, using: generator)
    lstm = LSTM(256, 32, layers: 2, dropout: 0.3, using: generator)
    dropout = Dropout(0.5, using: generator)
    fc = Linear(32, 10, using: generator)
  }

  /// The rows of the image are the steps of the sequence.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let rows = conv(x).relu().permuted([2, 0, 1, 3]).contiguous()
    return fc(dropout(lstm(rows.flattened(from: 2)).select(0, -1)))
  }
}

/// Whether masks follow from the seed, and are half zeros.
func dropout(on device: Device) throws -> [String: Double] {
  let task = NoiseTask([3, 32, 32], classes: 10, batchSize: 32, on: device) {
    ForgetfulNetwork(using: $0)
  }
  let runs = try (0..<2).map { _ in try train(task, steps: 5, rate: 0.01) }
  let layer = Dropout(0.5, using: Generator(seed: 3))
  let kept = layer(Tensor.ones([1000, 100], device: device)) .== 2
  return [
    "repeated": difference(runs[0].weights, runs[1].weights),
    "kept": kept.to(.float32).mean().item, "lastLoss": runs[0].losses[4],
  ]
}

/// What short training in a precision comes to.
struct ShortTraining: Encodable {
  var firstLoss: Double
  var lastLoss: Double
  var overflowedSteps: Int
  var lossScale: Double?
}

/// Forty steps of a small network in a precision.
func trainShort(on device: Device, _ words: [String]) throws -> ShortTraining {
  guard let precision = words.first.flatMap(Precision.init(rawValue:)) else {
    throw ProbeError("precision: expected float32, bf16 or fp16")
  }
  let task = NoiseTask(
    [3, 32, 32], classes: 10, batchSize: 64, batchCount: 40, on: device, network: smallNetwork)
  let (losses, _, trainer) = try train(task, steps: 40, rate: 0.05, precision: precision)
  func mean(_ some: some Sequence<Double>) -> Double { some.reduce(0, +) / 5 }
  let scale = trainer.position.lossScale
  return ShortTraining(
    firstLoss: mean(losses.prefix(5)), lastLoss: mean(losses.suffix(5)),
    overflowedSteps: scale?.overflowedSteps ?? 0, lossScale: scale?.factor)
}

/// What comes of a step that is not finite.
struct BrokenStep: Encodable {
  /// What was said.
  var error: String
  /// The steps that count as made.
  var steps: Int
  /// How far the weights are from those that two steps leave.
  var difference: Double
}

/// Makes steps, of which the third is not finite, until it is told of.
func breakStep(on device: Device) throws -> BrokenStep {
  func task(broken: Int?) -> NoiseTask {
    NoiseTask(
      [3, 32, 32], classes: 10, batchSize: 16, broken: broken, on: device, network: smallNetwork)
  }
  let network = task(broken: 2).makeNetwork(seed: 1)
  let trainer = Trainer(
    network, optimizer(for: network, rate: 0.05), task(broken: 2), schedule: constantSchedule(),
    seed: 1)
  do {
    while try trainer.advance() != nil {}
    _ = try trainer.settle()
    throw ProbeError("nothing was said of a step that is not finite")
  } catch let error as TrainingError {
    // Running statistics have followed the batch.
    let expected = try train(task(broken: nil), steps: 2, rate: 0.05).trainer.model
    return BrokenStep(
      error: "\(error)", steps: trainer.position.step,
      difference: withoutGrad {
        difference(
          network.parameters.map { $0.to(.cpu) }, expected.parameters.map { $0.to(.cpu) })
      })
  }
}
