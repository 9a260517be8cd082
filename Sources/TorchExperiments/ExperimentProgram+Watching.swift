import CentralizeOptions
import LiveReport
import Streams
import Watching

extension ExperimentProgram {
  /// Serves the growing report of a folder on 127.0.0.1, for this machine alone, until the program ends; prints its
  /// address.
  ///
  /// It is for a program beside the one that makes the runs, which it only looks at.
  ///
  /// - Parameters:
  ///   - folder: the folder of an experiment, begun or done.
  ///   - port: the port, 0 for any that is free; `nil` for 8017.
  /// - Throws: an error with one sentence where there is nothing to watch, or the port cannot be had.
  public static func watch(_ folder: String, port: UInt16? = nil) throws {
    ProgramStart.prepare()
    let port = port ?? UInt16(OptionName.defaultPort)
    try LiveServer(try GrowingReport(folder), port: port).run { StandardOutput.print($0) }
  }
}
