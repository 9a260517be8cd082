import Watching
import Foundation
import LiveReport

// centralize-watch FOLDER PORT: what `centralize watch` becomes.

let arguments = CommandLine.arguments
guard arguments.count == 3, let port = UInt16(arguments[2]) else {
  end("usage: centralize-watch FOLDER PORT; 'centralize watch' is the way to it", 64)
}
// There is nothing to save: it only reads.
for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(130) } }
do {
  let server = try LiveServer(GrowingReport(arguments[1]), port: port)
  try await server.run { address in
    // At once, also into a pipe.
    FileHandle.standardOutput.write(Data((address + "\n").utf8))
  }
} catch {
  end("Error: \(error)", 1)
}

func end(_ sentence: String, _ code: Int32) -> Never {
  FileHandle.standardError.write(Data((sentence + "\n").utf8))
  exit(code)
}
