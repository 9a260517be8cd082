import Watching
import ArgumentParser
import CentralizeOptions

/// `centralize watch`.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a comparison, a grid or a run in the browser while it goes on.",
    discussion: """
      Serves the growing report of the folder on 127.0.0.1, for this machine alone, and prints its \
      address. The page follows by itself while runs go on: how far they are, their curves so far, and \
      the report of those that have ended. Verdicts wait until all have. Nothing is written. Control-C \
      ends it, with exit code 130.

      From another machine: ssh -L \(OptionName.defaultPort):127.0.0.1:\(OptionName.defaultPort) MACHINE

      Examples:
        centralize watch runs/grid
        centralize watch runs/grid --port 0
      """)

  @Argument(
    help: ArgumentHelp("The folder of the comparison, the grid or the run.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Option(.port) var port: Int?

  func run() throws {
    let port = port ?? OptionName.defaultPort
    try OptionName.port.check(port)
    _ = try GrowingReport(folder)
    try OwnProgram.become("centralize-watch", [folder, "\(port)"])
  }
}
