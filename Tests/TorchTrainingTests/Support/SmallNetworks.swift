import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchTraining

/// A linear classifier of images of 8×8: nothing in it depends on the batch.
final class LinearClassifier: Layer {
  let fc: Linear

  init(classes: Int = 10, seed: UInt64 = 1) {
    fc = Linear(64, classes, using: Generator(seed: seed))
  }

  func callAsFunction(_ x: Tensor) -> Tensor { fc(x.flattened(from: 1)) }
}

/// Two layers with dropout between them, and its masks from a generator of its own.
final class DropoutClassifier: Layer {
  let fc1: Linear
  let dropout: Dropout
  let fc2: Linear

  init(seed: UInt64 = 1, maskSeed: UInt64 = 2) {
    let generator = Generator(seed: seed)
    fc1 = Linear(64, 16, using: generator)
    dropout = Dropout(0.5, using: Generator(seed: maskSeed))
    fc2 = Linear(16, 10, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    fc2(dropout(fc1(x.flattened(from: 1)).relu()))
  }
}

/// A convolution, a batch norm and a classifier, for images of 8×8.
final class NormalizedClassifier: Layer {
  let conv: Conv2d
  let bn: BatchNorm2d
  let fc: Linear

  init(seed: UInt64 = 1) {
    let generator = Generator(seed: seed)
    conv = Conv2d(1, 4, kernel: 3, padding: 1, bias: false, using: generator)
    bn = BatchNorm2d(4)
    fc = Linear(4, 10, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    fc(bn(conv(x)).relu().adaptiveAvgPool2d([1, 1]).flattened(from: 1))
  }
}

/// A linear classifier whose loss stays finite while the gradient of its weight is none: the root of
/// zero has an infinite slope.
final class SteepClassifier: Layer {
  let fc = Linear(64, 10, using: Generator(seed: 1))

  func callAsFunction(_ x: Tensor) -> Tensor {
    fc(x.flattened(from: 1)) + (fc.weight * 0).sum().sqrt()
  }
}

/// What images of 8×8 become.
let smallPipeline = ImagePipeline(normalization: Normalization(mean: [0.3], deviation: [0.3]))

/// A training of `model` with momentum on 24 images in batches.
func trainer(
  _ model: any Layer, batchSize: Int = 4, accumulate: Int = 1, dtype: DType = .float32,
  schedule: @escaping StepFactor = constantSchedule(),
  centralizationSchedule: @escaping StepFactor = constantSchedule(), sharpnessRadius: Double? = nil,
  plateau: Schedule.Plateau? = nil, average: WeightAverage? = nil
) -> Trainer {
  Runtime.threads = 1
  model.move(dtype: dtype)
  let pipeline = ImagePipeline(normalization: smallPipeline.normalization, dtype: dtype)
  let loader = DataLoader(
    InMemoryImages.small(labels: (0..<24).map { $0 % 10 }), batchSize: batchSize,
    pipeline: pipeline, seed: 5, workers: 0)
  return Trainer(
    model, Optimizer(model.namedParameters, learningRate: 0.1, SGD(momentum: 0.9)),
    ClassificationTask(loader),
    schedule: schedule, centralizationSchedule: centralizationSchedule,
    sharpnessRadius: sharpnessRadius, accumulate: accumulate, plateau: plateau, average: average)
}

extension Trainer {
  /// Makes so many steps, from epoch to epoch, and returns their losses.
  @discardableResult
  func run(_ steps: Int) throws -> [Double] {
    try (0..<steps).map { _ in
      if let loss = try step() { return loss }
      finishEpoch()
      return try step() ?? .nan
    }
  }
}
