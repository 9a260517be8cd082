import CentralizeOptions
import Foundation
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as one JSON argument.

signal(SIGXFSZ, SIG_IGN)  // a file-size limit is an error of the write, not the end of the process

func complain(_ sentence: String, exitCode: Int32) -> Never {
  FileHandle.standardError.write(Data("\(sentence)\n".utf8))
  exit(exitCode)
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
  complain("Error: \(error)", exitCode: (error as? OptionsError)?.exitCode ?? 1)
}
