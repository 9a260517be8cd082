package import EngineProtocol
package import RunRecords
package import TorchOptimizers
import CentralizeOptions

/// Who is told how a run goes on; every method may be left out.
package protocol RunObserver: AnyObject {
  /// The weights that a run starts from were read from a file.
  func weightsLoad(_ report: WeightsReport)
  /// A damaged image was left out of batches, and why.
  func imageIsSkipped(_ reason: String)
  /// Something that people should know, as a sentence.
  func isTold(_ note: String)
  func runBegins(_ summary: RunSummary)
  func stepEnds(_ progress: StepProgress)
  func evaluationProceeds(_ progress: EvaluationProgress)
  /// A weight's sums have moved although the optimizer promises that they stay; told once a weight.
  func promiseBreaks(_ reading: CentralizationReading, step: Int)
  func epochEnds(_ metrics: EpochMetrics)
}

extension RunObserver {
  package func weightsLoad(_ report: WeightsReport) {}
  package func imageIsSkipped(_ reason: String) {}
  package func isTold(_ note: String) {}
  package func runBegins(_ summary: RunSummary) {}
  package func stepEnds(_ progress: StepProgress) {}
  package func evaluationProceeds(_ progress: EvaluationProgress) {}
  package func promiseBreaks(_ reading: CentralizationReading, step: Int) {}
  package func epochEnds(_ metrics: EpochMetrics) {}
}
