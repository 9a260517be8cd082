import CentralizeOptions
import Foundation
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as one JSON argument.

signal(SIGXFSZ, SIG_IGN)  // a file-size limit is an error of the write, not the end of the process

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("Error: this program is started by centralize\n".utf8))
  exit(64)
}
do {
  let request = try EngineRequest(encoded: CommandLine.arguments[1])
  try perform(request)
} catch {
  FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
  if case TrainingError.interrupted = error { exit(130) }
  exit((error as? OptionsError)?.exitCode ?? 1)
}
