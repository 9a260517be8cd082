import RunRecords
import EngineProtocol

@testable import TorchTraining

/// Remembers the last step, and how evaluations went.
final class StepCounter: RunObserver {
  var step = 0
  var evaluations: [EvaluationProgress] = []
  var notes: [String] = []
  private let look: (Int) -> Void

  init(_ look: @escaping (Int) -> Void = { _ in }) { self.look = look }

  func stepEnds(_ progress: StepProgress) {
    step = progress.step
    look(step)
  }

  func isTold(_ note: String) { notes.append(note) }

  func evaluationProceeds(_ progress: EvaluationProgress) { evaluations.append(progress) }
}
