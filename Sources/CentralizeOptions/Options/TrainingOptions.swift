/// The training options that were given, on the command line or in a file; `nil` where nothing was.
///
/// Only what was given can be wrong usage: a default never counts as given.
public struct TrainingOptions: Codable, Hashable, Sendable {
  /// `--model`.
  public var model: ModelName?
  /// `--normalization`.
  public var normalization: ActivationNorm?
  /// `--weight-form`.
  public var weightForm: WeightForm?
  /// `--dataset`.
  public var dataset: DatasetName?
  /// `--data`, relative to the current folder or absolute.
  public var data: String?
  /// `--classes`.
  public var classes: Int?
  /// `--class-subset`.
  public var classSubset: ClassSubset?
  /// `--labels`.
  public var labels: AircraftLabels?
  /// `--train-samples`.
  public var trainSamples: Int?
  /// `--validation`.
  public var validation: Int?
  /// `--epochs`.
  public var epochs: Int?
  /// `--steps`.
  public var steps: Int?
  /// `--batch-size`.
  public var batchSize: Int?
  /// `--accumulate`.
  public var accumulate: Int?
  /// `--optimizer`.
  public var optimizer: OptimizerName?
  /// `--learning-rate`.
  public var learningRate: Double?
  /// `--classifier-learning-rate`.
  public var classifierLearningRate: Double?
  /// `--freeze-up-to`.
  public var freezeUpTo: String?
  /// `--freeze-batch-norm`, `--no-freeze-batch-norm`.
  public var freezeBatchNorm: Bool?
  /// `--momentum`.
  public var momentum: Double?
  /// `--momentum-form`.
  public var momentumForm: Momentum.Form?
  /// `--dampening`.
  public var dampening: Double?
  /// `--nesterov`, `--no-nesterov`.
  public var nesterov: Bool?
  /// `--beta1`.
  public var beta1: Double?
  /// `--beta2`.
  public var beta2: Double?
  /// `--epsilon`.
  public var epsilon: Double?
  /// `--amsgrad`, `--no-amsgrad`.
  public var amsgrad: Bool?
  /// `--alpha`.
  public var alpha: Double?
  /// `--centered`, `--no-centered`.
  public var centered: Bool?
  /// `--rho`.
  public var rho: Double?
  /// `--momentum-decay`.
  public var momentumDecay: Double?
  /// `--lookahead`.
  public var lookahead: Lookahead?
  /// `--sam`.
  public var sam: Double?
  /// `--weight-decay`.
  public var weightDecay: Double?
  /// `--decay-order`.
  public var decayOrder: Centralization.DecayOrder?
  /// `--clip-norm`.
  public var clipNorm: Double?
  /// `--centralization`.
  public var centralization: Centralization.Scope?
  /// `--placement`.
  public var placement: Centralization.Placement?
  /// `--minimum-fan-in`.
  public var minimumFanIn: Int?
  /// `--centralization-strength`.
  public var centralizationStrength: Double?
  /// `--centralization-schedule`.
  public var centralizationSchedule: Schedule?
  /// `--schedule`.
  public var schedule: Schedule?
  /// `--seed`; negative values are refused when it is resolved.
  public var seed: Int?
  /// `--dtype`.
  public var dtype: NumberType?
  /// `--device`.
  public var device: DeviceName?
  /// `--threads`.
  public var threads: Int?
  /// `--workers`.
  public var workers: Int?
  /// `--weights`, relative to the current folder or absolute.
  public var weights: String?
  /// `--augment`, `--no-augment`.
  public var augment: Bool?
  /// `--crop`.
  public var crop: Crop.Kind?
  /// `--image-size`.
  public var imageSize: Int?
  /// `--resize`.
  public var resize: Int?
  /// `--color-jitter`.
  public var colorJitter: ColorJitter?
  /// `--random-erasing`.
  public var randomErasing: Double?
  /// `--mixup`.
  public var mixup: Double?
  /// `--cutmix`.
  public var cutmix: Double?
  /// `--exif`, `--no-exif`.
  public var exif: Bool?
  /// `--skip-corrupt`, `--no-skip-corrupt`.
  public var skipCorrupt: Bool?
  /// `--shuffle`, `--no-shuffle`.
  public var shuffle: Bool?
  /// `--checkpoint-every`.
  public var checkpointEvery: Int?
  /// `--monitor-every`; `--monitor` is that with its default.
  public var monitorEvery: Int?
  /// `--log-every`.
  public var logEvery: Int?

  typealias CodingKeys = RunConfiguration.CodingKeys

  /// Options of which none was given.
  public init() {}
}
