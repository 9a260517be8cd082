import EngineProtocol
import CentralizeOptions
import Files
import Torch
import TorchDistributed
import TorchTraining

/// Why this process, or a run that it takes part in, ends without having come to its end.
struct Ending: Codable {
  let event: RunEvent
  let sentence: String
  let exitCode: Int32

  init(_ event: RunEvent, _ sentence: String, exitCode: Int32) {
    (self.event, self.sentence, self.exitCode) = (event, sentence, exitCode)
  }

  init(_ error: any Error) {
    let sentence = ErrorWords.of(error)
    if case TrainingError.interrupted(let step, _) = error {
      self.init(.interrupted(step: step), sentence, exitCode: 130)
      return
    }
    let event =
      error is DistributedError
      ? RunEvent.peerFailure(sentence) : .failure(sentence, isOwn: !Self.isOfSystem(error))
    self.init(event, "Error: \(sentence)", exitCode: (error as? OptionsError)?.exitCode ?? 1)
  }

  /// Whether the disk, the system or a file that was changed is the reason, and not the run.
  private static func isOfSystem(_ error: any Error) -> Bool {
    switch error {
    case SafetensorsError.file, TrainingError.dataChanged: true
    default: error is FileError || error is LockError
    }
  }
}
