import EngineProtocol
import CentralizeOptions
import Files
import Foundation
import Streams
import Torch
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as JSON, in one argument or in pieces of it.

ProgramStart.prepare()
Supervision.endWithSupervisor()

/// Ends this process, and says why: to whoever started it for a run, else to the user.
func end(_ event: RunEvent, _ sentence: String, exitCode: Int32) -> Never {
  if Supervision.descriptor == nil {
    Diagnostics.say(sentence)
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
do {
  let request = try EngineRequest(encoded: CommandLine.arguments.dropFirst().joined())
  try perform(request)
  try StandardOutput.check()
} catch TrainingError.interrupted(let step, let folder) {
  let sentence = "\(TrainingError.interrupted(step: step, folder: folder))"
  end(.interrupted(step: step), sentence, exitCode: 130)
} catch {
  let sentence = ErrorWords.of(error)
  end(
    .failure(sentence, isOwn: !isOfSystem(error)), "Error: \(sentence)",
    exitCode: (error as? OptionsError)?.exitCode ?? 1)
}
