import ArgumentParser
import CentralizeOptions
import Experiments
import Foundation
import LiveReport

/// `centralize watch`.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a comparison, a grid or a run in the browser while it goes on.",
    discussion: """
      Serves the growing report of the folder on 127.0.0.1, for this machine alone, and prints its \
      address. The page follows by itself while runs go on: how far they are, their curves so far, and \
      the report of those that have ended. Verdicts wait until all have. Writes nothing. Control-C ends \
      it (exit code 130).

      From another machine: ssh -L \(LiveServer.defaultPort):127.0.0.1:\(LiveServer.defaultPort) MACHINE

      Examples:
        centralize watch runs/grid
        centralize watch runs/grid --port 0
      """)

  @Argument(
    help: ArgumentHelp("The folder of the comparison, the grid or the run.", valueName: "dir"))
  var folder: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The port, 0 for any that is free. (default: \(LiveServer.defaultPort))", valueName: "n"))
  var port: Int?

  func run() throws {
    let port = port ?? LiveServer.defaultPort
    try OptionRanges.check(.port, port, in: 0...65535)
    let server = try LiveServer(try GrowingReport(folder), port: port)
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(130) } }
    Task {
      do {
        try await server.run { address in
          // At once, also into a pipe.
          FileHandle.standardOutput.write(Data((address + "\n").utf8))
        }
      } catch {
        FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
        Foundation.exit(1)
      }
    }
    dispatchMain()
  }
}
