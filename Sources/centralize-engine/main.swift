import EngineProtocol
import Streams
import Torch
import TorchTraining

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as JSON, in one argument or in pieces of it.

ProgramStart.prepare()
Supervision.endWithSupervisor()

guard CommandLine.arguments.count > 1 else {
  let sentence = "this program is started by centralize"
  Ending(.failure(sentence, isOwn: true), "Error: \(sentence)", exitCode: 64).endProcess()
}

Ending.ofProcess {
  try Runtime.check()
  try perform(try EngineRequest(encoded: CommandLine.arguments.dropFirst().joined()))
  try StandardOutput.check()
}
