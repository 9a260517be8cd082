/// Every option of a training run, resolved: what decides its results, and how it is recorded.
///
/// The folder that a run writes to is not part of it, so that equal runs in different folders have
/// equal records. Its JSON form has the long option names as keys and leaves out what does not
/// apply; see `RunRecord`.
public struct RunConfiguration: Codable, Hashable, Sendable {
  /// The network.
  public var model: ModelName
  /// What normalizes the network's activations; `nil` where the model has no normalization.
  public var normalization: ActivationNorm?
  /// What the network's convolutions make of their weights.
  public var weightForm: WeightForm
  /// The data set.
  public var dataset: DatasetName
  /// The folder of the data set, as an absolute path.
  public var data: String
  /// The number of the network's outputs, from 2 and at least the classes in the data.
  public var classes: Int
  /// The classes that are used, or `nil` for all.
  public var classSubset: ClassSubset?
  /// What the classes are; `nil` where the data set has no choice.
  public var labels: AircraftLabels?
  /// The number of training images that are used, from 1, or `nil` for all.
  public var trainSamples: Int?
  /// The number of training images that are held out, from 0.
  public var validation: Int
  /// The length in epochs, from 1; `nil` when `steps` is given.
  public var epochs: Int?
  /// The total length in optimizer steps over all resumes, from 1; `nil` when `epochs` is given.
  public var steps: Int?
  /// The number of images in a batch, from 1.
  public var batchSize: Int
  /// The number of batches whose gradients make one optimizer step, from 1.
  public var accumulate: Int
  /// The optimizer.
  public var optimizer: OptimizerName
  /// The largest learning rate of the schedule, above 0.
  public var learningRate: Double
  /// The largest learning rate of the classifier, above 0, or `nil` for that of the rest.
  public var classifierLearningRate: Double?
  /// The stage of the model up to which nothing is trained, or `nil` to train all.
  public var freezeUpTo: String?
  /// Whether batch norms stay as they are: their statistics, gains and biases.
  public var freezeBatchNorm: Bool
  /// The momentum in [0, 1); `nil` when the optimizer has none.
  public var momentum: Double?
  /// How the momentum takes a gradient in; `nil` when the optimizer has no choice.
  public var momentumForm: Momentum.Form?
  /// The dampening of the momentum in [0, 1]; `nil` when the optimizer has none.
  public var dampening: Double?
  /// Whether the momentum is Nesterov's; `nil` when the optimizer has none.
  public var nesterov: Bool?
  /// The decay of the first moment in [0, 1); `nil` when the optimizer has none.
  public var beta1: Double?
  /// The decay of the second moment in [0, 1); `nil` when the optimizer has none.
  public var beta2: Double?
  /// What is added to the denominator, above 0; `nil` when the optimizer has none.
  public var epsilon: Double?
  /// Whether the denominator only grows; `nil` when the optimizer has no choice.
  public var amsgrad: Bool?
  /// The decay of the mean square in [0, 1); `nil` when the optimizer has none.
  public var alpha: Double?
  /// Whether the denominator is centered; `nil` when the optimizer has no choice.
  public var centered: Bool?
  /// The decay of the mean squares in [0, 1); `nil` when the optimizer has none.
  public var rho: Double?
  /// How fast the momentum grows, from 0; `nil` when the optimizer has none that grows.
  public var momentumDecay: Double?
  /// The slow weights around the optimizer, or `nil` for none.
  public var lookahead: Lookahead?
  /// The radius of sharpness-aware minimization, above 0, or `nil` for ordinary steps.
  public var sam: Double?
  /// The weight decay λ, from 0.
  public var weightDecay: Double
  /// Where the decay stands to centralization; `nil` when that makes no difference: without
  /// centralization, and for decay outside the gradient with the placement `gradient`.
  public var decayOrder: Centralization.DecayOrder?
  /// The largest global norm of the gradient, above 0, or `nil` for no clipping.
  public var clipNorm: Double?
  /// What is centralized.
  public var centralization: Centralization.Scope
  /// Where it is centralized; `nil` without centralization.
  public var placement: Centralization.Placement?
  /// The fewest inputs per output unit of what is centralized, from 2; `nil` without centralization.
  public var minimumFanIn: Int?
  /// The share of the mean that is removed, in [0, 1]; `nil` without centralization.
  public var centralizationStrength: Double?
  /// The course of that share; `nil` without centralization.
  public var centralizationSchedule: Schedule?
  /// The course of the learning rate.
  public var schedule: Schedule
  /// The seed of weights, data order and augmentation, up to `Int64.max`.
  public var seed: UInt64
  /// The type of number.
  public var dtype: NumberType
  /// Where the computation runs.
  public var device: DeviceName
  /// The number of threads that compute, from 1.
  public var threads: Int
  /// The number of workers that prepare batches, from 0: then the training loop prepares them.
  public var workers: Int
  /// The file of weights to start from, as an absolute path, or `nil` for initial weights.
  public var weights: String?
  /// Whether training images are cropped and flipped at random.
  public var augment: Bool
  /// Which part of a training image the network sees.
  public var crop: Crop.Kind
  /// The side of the square that the network sees, in pixels; `nil` for images as they are.
  public var imageSize: Int?
  /// The length that the shorter side gets before the center is cut out; `nil` for images as they are.
  public var resize: Int?
  /// How far the colors of training images are changed, or `nil` for not at all.
  public var colorJitter: ColorJitter?
  /// How likely a part of a training image is erased, in (0, 1], or `nil` for never.
  public var randomErasing: Double?
  /// The α of mixing training images in pairs, above 0, or `nil` for not at all.
  public var mixup: Double?
  /// The α of pasting training images into each other, above 0, or `nil` for not at all.
  public var cutmix: Double?
  /// Whether the orientation in EXIF data is applied; `nil` where images lie in no files of their own.
  public var exif: Bool?
  /// Whether damaged images are left out; `nil` where images lie in no files of their own.
  public var skipCorrupt: Bool?
  /// Whether training images come in random order.
  public var shuffle: Bool
  /// Optimizer steps between checkpoints, from 1; `nil` for one at the end of each epoch.
  public var checkpointEvery: Int?
  /// Optimizer steps between readings of what centralization keeps and removes, from 1; `nil` for none.
  public var monitorEvery: Int?
  /// Optimizer steps between `step` lines of the metrics, from 1.
  public var logEvery: Int

  enum CodingKeys: String, CodingKey, CaseIterable {
    case model, dataset, data, classes, validation, epochs, steps, accumulate, optimizer, momentum
    case dampening, nesterov, beta1, beta2, epsilon, amsgrad, alpha, centered, rho, lookahead, sam
    case centralization, placement, schedule, seed
    case dtype, device, threads, workers, weights, augment, shuffle
    case normalization, labels, crop, resize, mixup, cutmix, exif
    case weightForm = "weight-form"
    case classifierLearningRate = "classifier-learning-rate"
    case freezeUpTo = "freeze-up-to"
    case freezeBatchNorm = "freeze-batch-norm"
    case imageSize = "image-size"
    case colorJitter = "color-jitter"
    case randomErasing = "random-erasing"
    case skipCorrupt = "skip-corrupt"
    case classSubset = "class-subset"
    case trainSamples = "train-samples"
    case batchSize = "batch-size"
    case learningRate = "learning-rate"
    case momentumForm = "momentum-form"
    case momentumDecay = "momentum-decay"
    case weightDecay = "weight-decay"
    case decayOrder = "decay-order"
    case clipNorm = "clip-norm"
    case minimumFanIn = "minimum-fan-in"
    case centralizationStrength = "centralization-strength"
    case centralizationSchedule = "centralization-schedule"
    case checkpointEvery = "checkpoint-every"
    case monitorEvery = "monitor-every"
    case logEvery = "log-every"
  }
}
