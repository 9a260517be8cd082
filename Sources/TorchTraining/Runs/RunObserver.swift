public import TorchData
public import TorchOptimizers
public import CentralizeOptions

/// Who is told how a run goes on; every method may be left out.
public protocol RunObserver: AnyObject {
  /// The weights that a run starts from were read from a file.
  func weightsLoad(_ report: WeightsReport)
  /// A damaged image was left out of batches.
  func imageIsSkipped(_ error: DataError)
  /// A run begins or goes on.
  func runBegins(_ summary: RunSummary)
  /// An optimizer step was made.
  func stepEnds(_ progress: StepProgress)
  /// A weight's sums have moved although the optimizer promises that they stay; told once a weight.
  func promiseBreaks(_ reading: CentralizationReading, step: Int)
  /// An epoch, or a run within one, was ended and evaluated.
  func epochEnds(_ metrics: EpochMetrics)
}

extension RunObserver {
  /// Nothing.
  public func weightsLoad(_ report: WeightsReport) {}
  /// Nothing.
  public func imageIsSkipped(_ error: DataError) {}
  /// Nothing.
  public func runBegins(_ summary: RunSummary) {}
  /// Nothing.
  public func stepEnds(_ progress: StepProgress) {}
  /// Nothing.
  public func promiseBreaks(_ reading: CentralizationReading, step: Int) {}
  /// Nothing.
  public func epochEnds(_ metrics: EpochMetrics) {}
}

/// What a run is, in numbers.
public struct RunSummary: Hashable, Sendable {
  /// The folder that the run writes to.
  public let folder: String
  /// The number of trained numbers.
  public let parameterCount: Int
  /// The number of images in an epoch, those that fill no batch left out.
  public let imagesPerEpoch: Int
  /// The optimizer steps in all.
  public let totalSteps: Int
  /// The optimizer steps that were made before, by the run that is resumed.
  public let stepsMade: Int
}

/// How far a run is.
public struct StepProgress: Hashable, Sendable {
  /// The number of the epoch, from 1.
  public let epoch: Int
  /// The number of epochs, the last of which may be cut short.
  public let epochs: Int
  /// The optimizer steps made so far.
  public let step: Int
  /// The optimizer steps in all.
  public let totalSteps: Int
  /// The loss of the step.
  public let loss: Double
  /// The training images per second in this epoch, without evaluation.
  public let imagesPerSecond: Double
  /// The seconds that remain, evaluations included as far as one has been seen.
  public let secondsLeft: Double
}
