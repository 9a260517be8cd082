/// Every long option of the command, without its dashes: also the keys of a configuration file.
public enum OptionName: String, CaseIterable, Codable, Hashable, Sendable {
  /// The network: a `ModelName`.
  case model
  /// The images: a `DatasetName`.
  case dataset
  /// The folder that holds the data set.
  case data
  /// The number of the network's outputs.
  case classes
  /// The classes of the data set that are used.
  case classSubset = "class-subset"
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
  /// The momentum of SGD.
  case momentum
  /// The dampening of SGD's momentum.
  case dampening
  /// Whether SGD's momentum is Nesterov's.
  case nesterov
  /// The decay of Adam's first moment.
  case beta1
  /// The decay of Adam's second moment.
  case beta2
  /// What is added to the denominator of Adam and Adagrad.
  case epsilon
  /// The strength of weight decay.
  case weightDecay = "weight-decay"
  /// Weight decay before or after centralization: a `DecayOrder`.
  case decayOrder = "decay-order"
  /// The largest global norm of the gradient.
  case clipNorm = "clip-norm"
  /// What is centralized: a `CentralizationScope`.
  case centralization
  /// Where it is centralized: a `CentralizationPlacement`.
  case placement
  /// The learning rate over time: a `ScheduleSpecification`.
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
  /// Whether training images come in random order.
  case shuffle
  /// The folder of a run, or the file that is written.
  case output
  /// Optimizer steps between checkpoints.
  case checkpointEvery = "checkpoint-every"
  /// Optimizer steps between lines of the metrics.
  case logEvery = "log-every"
  /// How many seeds a comparison runs.
  case seeds
  /// Whether an interrupted run is continued.
  case resume
  /// The number of image channels.
  case channels
  /// A file of images.
  case input
  /// The network whose parameters are timed.
  case network
  /// How often something is timed.
  case rounds
  /// Whether the result is printed as JSON.
  case json
  /// A configuration file.
  case config

  /// The options of a training run; the rest belong to single subcommands.
  public static let ofTraining: [OptionName] = allCases.filter { $0.belongsToTraining }

  private var belongsToTraining: Bool {
    switch self {
    case .seeds, .resume, .channels, .input, .network, .rounds, .json, .config: false
    default: true
    }
  }

  /// What a value of this option looks like.
  public var kind: OptionKind {
    switch self {
    case .classes, .trainSamples, .validation, .epochs, .steps, .batchSize, .accumulate, .seed,
      .threads, .workers, .checkpointEvery, .logEvery, .seeds, .channels, .rounds:
      .wholeNumber
    case .learningRate, .momentum, .dampening, .beta1, .beta2, .epsilon, .weightDecay, .clipNorm:
      .number
    case .data, .weights, .output, .input, .schedule, .network, .config: .text
    case .classSubset: .list
    case .nesterov, .augment, .shuffle: .invertibleFlag
    case .resume, .json: .flag
    case .model: .choice(ModelName.allCases.map(\.rawValue))
    case .dataset: .choice(DatasetName.allCases.map(\.rawValue))
    case .optimizer: .choice(OptimizerName.allCases.map(\.rawValue))
    case .decayOrder: .choice(DecayOrder.allCases.map(\.rawValue))
    case .centralization: .choice(CentralizationScope.allCases.map(\.rawValue))
    case .placement: .choice(CentralizationPlacement.allCases.map(\.rawValue))
    case .dtype: .choice(NumberType.allCases.map(\.rawValue))
    case .device: .choice(DeviceName.allCases.map(\.rawValue))
    }
  }

  /// The option as it is written on the command line.
  public var flag: String {
    "--" + rawValue
  }

  /// The spellings of this option without dashes: `augment` is also `no-augment`.
  public var spellings: [String] {
    kind == .invertibleFlag ? [rawValue, "no-" + rawValue] : [rawValue]
  }
}
