public import EngineProtocol
public import RunRecords
public import TorchData
public import TorchOptimizers
import CentralizeOptions

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
