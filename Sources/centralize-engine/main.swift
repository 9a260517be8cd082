import EngineProtocol
import CentralizeOptions
import Files
import Foundation
import Torch
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as one JSON argument.

signal(SIGXFSZ, SIG_IGN)  // a file-size limit is an error of the write, not the end of the process
Supervision.endWithSupervisor()

func complain(_ sentence: String, exitCode: Int32) -> Never {
  FileHandle.standardError.write(Data("\(sentence)\n".utf8))
  exit(exitCode)
}

/// Whether the disk, the system or a file that was changed is the reason, and not the run.
func isOfSystem(_ error: any Error) -> Bool {
  switch error {
  case SafetensorsError.file, TrainingError.dataChanged: true
  default: error is FileError
  }
}

guard CommandLine.arguments.count == 2 else {
  complain("Error: this program is started by centralize", exitCode: 64)
}
do {
  let request = try EngineRequest(encoded: CommandLine.arguments[1])
  try perform(request)
} catch TrainingError.interrupted(let step, let folder) {
  complain("\(TrainingError.interrupted(step: step, folder: folder))", exitCode: 130)
} catch {
  Supervision.report(.failure("\(error)", isOwn: !isOfSystem(error)))
  complain("Error: \(error)", exitCode: (error as? OptionsError)?.exitCode ?? 1)
}
