import ArgumentParser
import CentralizeOptions
import Experiments

/// `centralize watch`.
struct Watch: ParsableCommand {
  private static let defaultPort = 8017

  static let configuration = CommandConfiguration(
    abstract: "Show a comparison, a grid or a run in the browser while it goes on.",
    discussion: """
      Serves the growing report of the folder on 127.0.0.1, for this machine alone, and prints its \
      address. The page follows by itself while runs go on: how far they are, their curves so far, and \
      the report of those that have ended. Verdicts wait until all have. Nothing is written. Control-C \
      ends it, with exit code 130.

      From another machine: ssh -L \(defaultPort):127.0.0.1:\(defaultPort) MACHINE

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
      "The port, 0 for any that is free. (default: \(defaultPort))", valueName: "n"))
  var port: Int?

  func run() throws {
    let port = port ?? Self.defaultPort
    try OptionRanges.check(.port, port, in: OptionRanges.ports)
    _ = try GrowingReport(folder)
    try OwnProgram.become("centralize-watch", [folder, "\(port)"])
  }
}
