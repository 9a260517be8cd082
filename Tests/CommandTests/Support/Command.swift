import EngineProtocol
import Foundation

/// What a child process left behind.
struct Outcome: Sendable {
  /// The exit code; `nil` where a signal ended the process.
  let code: Int32?
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String
}

/// The built command, run as a child process.
enum Command {
  /// The folder of the built programs: that of the program that runs the tests.
  static let folder: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: own ?? CommandLine.arguments[0]).deletingLastPathComponent().path
  }()

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
  /// - Throws: what keeps it from being started.
  static func run(
    _ arguments: [String], program: String = "centralize",
    in folder: String = NSTemporaryDirectory(),
    interruption: (any ChildWatcher)? = nil, waits: Bool = true
  ) async throws -> Outcome {
    try await (waits ? Slots.shared : Slots()).with {
      let process = Process()
      let path = program.hasPrefix("/") ? program : Self.folder + "/" + program
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.standardInput = FileHandle.nullDevice
      // Files and not pipes, which would have to be emptied while the process runs.
      let name = NSTemporaryDirectory() + "command-" + UUID().uuidString
      defer {
        for end in [".out", ".err"] { try? FileManager.default.removeItem(atPath: name + end) }
      }
      process.standardOutput = try emptyFile(name + ".out")
      process.standardError = try emptyFile(name + ".err")
      try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in end.resume() }
        do {
          try withAllSignals { try process.run() }
          interruption?.watch(process.processIdentifier, errors: name + ".err")
        } catch {
          process.terminationHandler = nil
          end.resume(throwing: error)
        }
      }
      interruption?.stop()
      return Outcome(
        code: process.terminationReason == .exit ? process.terminationStatus : nil,
        output: try text(name + ".out"), errors: try text(name + ".err"))
    }
  }

  /// Runs `body` with no signal held back: the threads of Swift's tasks do that, and a child
  /// inherits it.
  static func withAllSignals(_ body: () throws -> Void) throws {
    var none = sigset_t()
    var previous = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    try body()
  }

  private static func emptyFile(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}
