import EngineProtocol
import CentralizeOptions
import Files
import Foundation
import Streams
import Torch
import TorchDistributed
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as JSON, in one argument or in pieces of it.

ProgramStart.prepare()
Supervision.endWithSupervisor()

/// Ends this process, and says why: to whoever started it for a run, else to the user, unless another
/// process of the run does.
func end(
  _ event: RunEvent, _ sentence: String, exitCode: Int32, isToldElsewhere: Bool = false
) -> Never {
  if Supervision.descriptor == nil {
    if !isToldElsewhere { Diagnostics.say(sentence) }
  } else {
    Supervision.report(event)
  }
  exit(exitCode)
}

/// Whether the disk, the system or a file that was changed is the reason, and not the run.
func isOfSystem(_ error: any Error) -> Bool {
  switch error {
  case SafetensorsError.file, TrainingError.dataChanged: true
  default: error is FileError || error is LockError
  }
}

guard CommandLine.arguments.count > 1 else {
  let sentence = "this program is started by centralize"
  end(.failure(sentence, isOwn: true), "Error: \(sentence)", exitCode: 64)
}
/// Ends this process for a reason that is no success.
func end(_ error: any Error, isToldElsewhere: Bool = false) -> Never {
  let sentence = ErrorWords.of(error)
  if case TrainingError.interrupted(let step, _) = error {
    end(
      .interrupted(step: step), sentence, exitCode: 130, isToldElsewhere: isToldElsewhere)
  }
  let event =
    error is DistributedError
    ? RunEvent.peerFailure(sentence) : .failure(sentence, isOwn: !isOfSystem(error))
  end(
    event, "Error: \(sentence)", exitCode: (error as? OptionsError)?.exitCode ?? 1,
    isToldElsewhere: isToldElsewhere)
}

do {
  let request = try EngineRequest(encoded: CommandLine.arguments.dropFirst().joined())
  try perform(request)
  try StandardOutput.check()
} catch let error as ToldElsewhere {
  end(error.reason, isToldElsewhere: true)
} catch {
  end(error)
}
