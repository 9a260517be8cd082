import EngineProtocol
import Foundation
import Streams
import Torch

// The half of the command that loads libtorch. `centralize` has parsed and checked the options and
// hands them over as JSON, in one argument or in pieces of it.

ProgramStart.prepare()
Supervision.endWithSupervisor()

/// Ends this process, and says why: to whoever started it for a run, else to the user, unless another
/// process of the run does.
func end(_ ending: Ending, isToldElsewhere: Bool = false) -> Never {
  if Supervision.descriptor == nil {
    if !isToldElsewhere { Diagnostics.say(ending.sentence) }
  } else {
    Supervision.report(ending.event)
  }
  exit(ending.exitCode)
}

guard CommandLine.arguments.count > 1 else {
  let sentence = "this program is started by centralize"
  end(Ending(.failure(sentence, isOwn: true), "Error: \(sentence)", exitCode: 64))
}

do {
  try Runtime.check()
  let request = try EngineRequest(encoded: CommandLine.arguments.dropFirst().joined())
  try perform(request)
  try StandardOutput.check()
} catch let error as ToldElsewhere {
  end(Ending(error.reason), isToldElsewhere: true)
} catch {
  end(Ending(error))
}
