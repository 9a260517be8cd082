import Foundation
package import Processes

/// Programs that tests start.
package enum TestProgram {
  /// A program was ended, as it had run for longer than any that ends.
  package struct NeverEnded: Error {
    package let words: [String]
    package let errors: String
  }

  /// The folder of the built programs: that of the program that runs the tests.
  package static let folder = OwnExecutable.folder

  /// The path of a program: one beside the tests where it is only a name.
  private static func path(of program: String) -> String {
    program.hasPrefix("/") ? program : folder + "/" + program
  }

  /// What a program leaves behind when it has run to its end.
  ///
  /// A thread of its own waits, not one of Swift's tasks: of those there are as many as processors, and all tests
  /// would stand still with them.
  ///
  /// - Parameters:
  ///   - program: A program beside the tests, or an absolute path.
  ///   - words: The words after its name.
  ///   - folder: Where it runs.
  ///   - variables: More of its environment.
  ///   - seconds: How long it may take before it is killed.
  ///   - started: Is told its number, and the file of what it says on standard error.
  /// - Returns: How it ended, and what it wrote.
  /// - Throws: What keeps it from being started; ``NeverEnded``.
  package static func run(
    _ program: String, _ words: [String] = [], in folder: String? = nil,
    with variables: [String: String] = [:], seconds: Double = 1200,
    _ started: (Int32, _ errors: String) -> Void = { _, _ in }
  ) async throws -> Outcome {
    let texts = try TemporaryFolder()
    // Files and not pipes, which would have to be emptied while the program runs.
    let child = try start(
      program, words, in: folder, with: variables, output: texts.file("out"),
      errors: texts.file("err"))
    started(child.identifier, texts.file("err"))
    let end = await withCheckedContinuation { ended in
      Thread { ended.resume(returning: wait(for: child, seconds: seconds)) }.start()
    }
    func text(_ name: String) throws -> String {
      String(decoding: try texts.read(name), as: UTF8.self)
    }
    guard let end else { throw NeverEnded(words: [program] + words, errors: try text("err")) }
    return Outcome(end: end, output: try text("out"), errors: try text("err"))
  }

  /// Starts a program that writes to these files.
  package static func start(
    _ program: String, _ words: [String], in folder: String? = nil,
    with variables: [String: String] = [:], more targets: [Int32: Subprocess.Target] = [:],
    output: String, errors: String
  ) throws -> Subprocess {
    let files = [output, errors].map { (path: String) in
      open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    }
    defer { for file in files { close(file) } }
    return try Subprocess(
      path(of: program), words, in: folder,
      targets: targets.merging([
        STDOUT_FILENO: .descriptor(files[0]), STDERR_FILENO: .descriptor(files[1]),
      ]) { $1 },
      variables: variables, ownGroup: true)
  }

  /// How a program ended; `nil` where it was killed, as it went on for longer.
  private static func wait(for child: Subprocess, seconds: Double) -> Subprocess.End? {
    if let end = child.wait(until: .now + .seconds(seconds)) { return end }
    child.send(SIGKILL)
    child.wait()
    return nil
  }
}
