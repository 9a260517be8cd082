/// Every long option of the command, without its dashes: also the keys of a configuration file.
public enum OptionName: String, CaseIterable, Codable, Hashable, Sendable {
  /// The network: a `ModelName`.
  case model
  /// What normalizes the network's activations: a `ActivationNorm`.
  case normalization
  /// What its convolutions make of their weights: a `WeightForm`.
  case weightForm = "weight-form"
  /// The images: a `DatasetName`.
  case dataset
  /// The folder that holds the data set.
  case data
  /// The number of the network's outputs.
  case classes
  /// The classes of the data set that are used.
  case classSubset = "class-subset"
  /// What the classes of FGVC Aircraft are: an `AircraftLabels`.
  case labels
  /// How many training images are used.
  case trainSamples = "train-samples"
  /// How many training images are held out.
  case validation
  /// The length of a run in epochs.
  case epochs
  /// The length of a run in optimizer steps.
  case steps
  /// How many images are in a batch.
  case batchSize = "batch-size"
  /// How many batches make one optimizer step.
  case accumulate
  /// The optimizer: an `OptimizerName`.
  case optimizer
  /// The largest learning rate of the schedule.
  case learningRate = "learning-rate"
  /// The largest learning rate of the classifier.
  case classifierLearningRate = "classifier-learning-rate"
  /// The stage of the network up to which nothing is trained.
  case freezeUpTo = "freeze-up-to"
  /// Whether batch norms stay as they are.
  case freezeBatchNorm = "freeze-batch-norm"
  /// The momentum of SGD and RMSprop.
  case momentum
  /// How SGD's momentum takes a gradient in: a `Momentum.Form`.
  case momentumForm = "momentum-form"
  /// The dampening of SGD's momentum.
  case dampening
  /// Whether SGD's momentum is Nesterov's.
  case nesterov
  /// The decay of the first moment of Adam and its kin.
  case beta1
  /// The decay of the second moment of Adam and its kin.
  case beta2
  /// What is added to the denominator.
  case epsilon
  /// Whether Adam's denominator only grows.
  case amsgrad
  /// The decay of RMSprop's mean square.
  case alpha
  /// Whether RMSprop divides by an estimate of the deviation.
  case centered
  /// The decay of Adadelta's mean squares.
  case rho
  /// How fast NAdam's momentum grows.
  case momentumDecay = "momentum-decay"
  /// The slow weights around the optimizer: a `Lookahead`.
  case lookahead
  /// The radius of sharpness-aware minimization around the optimizer.
  case sam
  /// The strength of weight decay.
  case weightDecay = "weight-decay"
  /// Weight decay before or after centralization: a `Centralization.DecayOrder`.
  case decayOrder = "decay-order"
  /// The largest global norm of the gradient.
  case clipNorm = "clip-norm"
  /// What is centralized: a `Centralization.Scope`.
  case centralization
  /// Where it is centralized: a `Centralization.Placement`.
  case placement
  /// The fewest inputs per output unit of a weight that is centralized.
  case minimumFanIn = "minimum-fan-in"
  /// The share of the mean that is removed.
  case centralizationStrength = "centralization-strength"
  /// That share over time: a `Schedule`.
  case centralizationSchedule = "centralization-schedule"
  /// The learning rate over time: a `Schedule`.
  case schedule
  /// The seed of weights, order and augmentation.
  case seed
  /// The type of number: a `NumberType`.
  case dtype
  /// Where the computation runs: a `DeviceName`.
  case device
  /// How many threads compute.
  case threads
  /// How many workers prepare batches.
  case workers
  /// A file of weights to start from, or to use.
  case weights
  /// Whether training images are cropped and flipped at random.
  case augment
  /// Which part of a training image is seen: a `Crop.Kind`.
  case crop
  /// The side of the square that the network sees.
  case imageSize = "image-size"
  /// The length of an image's shorter side before its center is cut out.
  case resize
  /// How far colors are changed at random: a `ColorJitter`.
  case colorJitter = "color-jitter"
  /// How likely a part of a training image is erased.
  case randomErasing = "random-erasing"
  /// How evenly training images are mixed in pairs.
  case mixup
  /// How evenly training images are pasted into each other in pairs.
  case cutmix
  /// Whether the orientation in an image's EXIF data is applied.
  case exif
  /// Whether damaged images are left out.
  case skipCorrupt = "skip-corrupt"
  /// Whether training images come in random order.
  case shuffle
  /// The folder of a run, or the file that is written.
  case output
  /// Optimizer steps between checkpoints.
  case checkpointEvery = "checkpoint-every"
  /// Whether what centralization keeps and removes is measured.
  case monitor
  /// Optimizer steps between those measurements.
  case monitorEvery = "monitor-every"
  /// Optimizer steps between lines of the metrics.
  case logEvery = "log-every"
  /// How many seeds a comparison runs.
  case seeds
  /// Whether an interrupted run is continued.
  case resume
  /// A file that describes a grid of runs.
  case grid
  /// An option and the values that it takes in turn.
  case axis
  /// How many runs go on at a time.
  case jobs
  /// Whether only what would be done is said.
  case dryRun = "dry-run"
  /// Whether runs that failed are tried again.
  case retryFailed = "retry-failed"
  /// The number of image channels.
  case channels
  /// A file of images.
  case input
  /// A folder of image files.
  case images
  /// The network whose parameters are timed.
  case network
  /// How often something is timed.
  case rounds
  /// Optimizer steps between looks at the loss around a step.
  case every
  /// A loss whose reaching is reported.
  case lossLevel = "loss-level"
  /// An accuracy in percent whose reaching is reported.
  case accuracyLevel = "accuracy-level"
  /// Whether the files that TensorBoard shows are written.
  case tensorboard
  /// The port that the live view listens on.
  case port
  /// Whether the result is printed as JSON.
  case json
  /// A configuration file.
  case config
  /// A configuration file that ships with the command.
  case recipe

  /// The options of a training run; the rest belong to single subcommands.
  public static let ofTraining: [OptionName] = allCases.filter { $0.belongsToTraining }

  private var belongsToTraining: Bool {
    switch self {
    case .seeds, .resume, .grid, .axis, .jobs, .dryRun, .retryFailed, .channels, .input, .images,
      .network, .rounds, .json, .config, .recipe, .lossLevel, .accuracyLevel,
      .tensorboard, .port, .every:
      false
    default: true
    }
  }

  /// The options of what a run writes on its way, which no number of its training depends on.
  static let ofLogging: [OptionName] = [.checkpointEvery, .logEvery, .monitor, .monitorEvery]

  /// The options that mean nothing where nothing is centralized.
  static let ofCentralization: [OptionName] = [
    .placement, .decayOrder, .minimumFanIn, .centralizationStrength, .centralizationSchedule,
  ]

  /// The option as it is written on the command line.
  public var flag: String {
    "--" + rawValue
  }

  /// The spellings of this option without dashes: `augment` is also `no-augment`.
  public var spellings: [String] {
    kind == .invertibleFlag ? [rawValue, "no-" + rawValue] : [rawValue]
  }
}
