import EngineProtocol
import Foundation
import TestSupport

/// The built command, run as a child process.
enum Command {
  /// The folder of the built programs.
  static var folder: String { TestProgram.folder }

  /// What `program` leaves behind when it has run in `folder`.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - program: a program beside the tests, or an absolute path.
  ///   - folder: the current folder of the process.
  ///   - interruption: what sends it signals on its way, if anything.
  ///   - waits: whether it waits for one of the ``Slots``; not while the test keeps another child, which
  ///     would train for as long.
  /// - Returns: its exit code and what it wrote.
  /// - Throws: what keeps it from being started, or from coming to an end.
  static func run(
    _ arguments: [String], program: String = "centralize",
    in folder: String = NSTemporaryDirectory(),
    interruption: (any ChildWatcher)? = nil, waits: Bool = true
  ) async throws -> Outcome {
    try await (waits ? Slots.shared : Slots()).with {
      defer { interruption?.stop() }
      return try await TestProgram.run(program, arguments, in: folder) { child, errors in
        interruption?.watch(child, errors: errors)
      }
    }
  }
}
