public import TorchOptimizers
public import CentralizeOptions

/// Who is told how a run goes on; every method may be left out.
public protocol RunObserver: AnyObject {
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
  public func runBegins(_ summary: RunSummary) {}
  /// Nothing.
  public func stepEnds(_ progress: StepProgress) {}
  /// Nothing.
  public func promiseBreaks(_ reading: CentralizationReading, step: Int) {}
  /// Nothing.
  public func epochEnds(_ metrics: EpochMetrics) {}
}
