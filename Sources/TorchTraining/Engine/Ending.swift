package import EngineProtocol
import CentralizeOptions
import Files
import Foundation
import Streams
import Torch
import TorchDistributed

/// Why this process, or a run that it takes part in, ends without having come to its end.
package struct Ending: Codable {
  package let event: RunEvent
  package let sentence: String
  package let exitCode: Int32

  package init(_ event: RunEvent, _ sentence: String, exitCode: Int32) {
    (self.event, self.sentence, self.exitCode) = (event, sentence, exitCode)
  }

  package init(_ error: any Error) {
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

  /// Does what this process is for, and ends it as that ends: says why it could not go on to whoever started it for
  /// a run, else to the user, unless another process of the run does.
  package static func ofProcess(_ body: () throws -> Void) -> Never {
    do { try body() } catch let error as ToldElsewhere {
      Ending(error.reason).endProcess(isToldElsewhere: true)
    } catch { Ending(error).endProcess() }
    exit(0)
  }

  /// Ends this process, and says why.
  package func endProcess(isToldElsewhere: Bool = false) -> Never {
    if Supervision.descriptor != nil {
      Supervision.report(event)
    } else if !isToldElsewhere {
      Diagnostics.say(sentence)
    }
    exit(exitCode)
  }

  /// Whether the disk, the system or a file that was changed is the reason, and not the run.
  private static func isOfSystem(_ error: any Error) -> Bool {
    switch error {
    case SafetensorsError.file, TrainingError.dataChanged: true
    default: error is FileError || error is LockError
    }
  }
}
