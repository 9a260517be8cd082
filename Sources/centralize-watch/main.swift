import Watching
import Files
import Foundation
import LiveReport
import Streams

// centralize-watch FOLDER PORT: what `centralize watch` becomes.

ProgramStart.prepare()
let arguments = CommandLine.arguments
guard arguments.count == 3, let port = UInt16(arguments[2]) else {
  end("usage: centralize-watch FOLDER PORT; 'centralize watch' is the way to it", 64)
}
// There is nothing to save: it only reads.
for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(130) } }
do {
  let server = LiveServer(try GrowingReport(arguments[1]), port: port)
  try server.run { address in
    StandardOutput.print(address)
    // Without the address there is nothing to look at.
    do { try StandardOutput.check() } catch { end("Error: \(error)", 1) }
  }
} catch {
  end("Error: \(ErrorWords.of(error))", 1)
}

func end(_ sentence: String, _ code: Int32) -> Never {
  Diagnostics.say(sentence)
  exit(code)
}
