public import RunRecords
public import TorchOptimizers
import CentralizeOptions

/// Who is told how a run goes on; every method may be left out.
public protocol RunObserver: AnyObject {
  /// The weights that a run starts from were read from a file.
  func weightsLoad(_ report: WeightsReport)
  /// A damaged image was left out of batches, and why.
  func imageIsSkipped(_ reason: String)
  /// Something that people should know, as a sentence.
  func isTold(_ note: String)
  /// The run is about to make its first step, or the next after the one that it had stopped at.
  func runBegins(_ summary: RunSummary)
  /// The loss of a step has become known.
  func stepEnds(_ progress: StepProgress)
  /// A batch of an evaluation was made.
  func evaluationProceeds(_ progress: EvaluationProgress)
  /// A weight's sums have moved although the optimizer promises that they stay; told once a weight.
  func promiseBreaks(_ reading: CentralizationReading, step: Int)
  /// An epoch was evaluated and saved.
  func epochEnds(_ metrics: EpochMetrics)
}

extension RunObserver {
  /// Nothing.
  public func weightsLoad(_ report: WeightsReport) {}
  /// Nothing.
  public func imageIsSkipped(_ reason: String) {}
  /// Nothing.
  public func isTold(_ note: String) {}
  /// Nothing.
  public func runBegins(_ summary: RunSummary) {}
  /// Nothing.
  public func stepEnds(_ progress: StepProgress) {}
  /// Nothing.
  public func evaluationProceeds(_ progress: EvaluationProgress) {}
  /// Nothing.
  public func promiseBreaks(_ reading: CentralizationReading, step: Int) {}
  /// Nothing.
  public func epochEnds(_ metrics: EpochMetrics) {}
}
