import CSpawn
package import Files
import Foundation

/// A program that this process started and that runs beside it.
///
/// Its standard input is empty, and nothing is open in it that it was not given: what leaked into it would stay open
/// as long as it runs, and whoever waits for the end of a pipe would wait as long. It holds no signal back but the
/// one that is asked for, though the thread that started it may.
package struct Subprocess: Sendable {
  /// How a program ended.
  package enum End: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  /// Where one of the program's descriptors leads.
  package enum Target {
    /// To what this process has open under a number.
    case descriptor(Int32)
    case nowhere
  }

  package let identifier: Int32

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: Its path; without a slash it is looked for in `PATH`.
  ///   - arguments: The words after its name.
  ///   - folder: Where it runs; `nil` for where this process does.
  ///   - targets: Where its descriptors lead; standard output and error, where they are not named, lead to those of
  ///     this process.
  ///   - variables: Variables of its environment beside those of this process.
  ///   - ownGroup: Whether signals from the terminal pass it by.
  ///   - held: A signal that waits until the program asks for it.
  /// - Throws: `FileError` when the system does not start it.
  package init(
    _ program: String, _ arguments: [String], in folder: String? = nil, targets: [Int32: Target],
    variables: [String: String] = [:], ownGroup: Bool = false, held: Int32? = nil
  ) throws(FileError) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let folder { cs_change_folder(&actions, folder) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for (number, target) in targets.sorted(by: { $0.key < $1.key }) {
      switch target {
      case .descriptor(let own): posix_spawn_file_actions_adddup2(&actions, own, number)
      case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
      }
    }
    let last = targets.keys.reduce(STDERR_FILENO, max)
    for number in (STDERR_FILENO + 1)..<(last + 1) where targets[number] == nil {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    cs_close_from(&actions, last + 1)
    // The threads of Swift's tasks hold signals back, and a child would inherit that.
    var mask = sigset_t()
    sigemptyset(&mask)
    if let held { sigaddset(&mask, held) }
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0)))
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var child = pid_t()
    let code = posix_spawnp(&child, program, &actions, &attributes, &words, &settings)
    guard code == 0 else { throw .system(operation: "start", path: program, code: code) }
    identifier = child
  }

  package func send(_ signal: Int32) { kill(identifier, signal) }

  @discardableResult package func wait() -> End {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return Self.end(status)
  }

  /// How it ended; `nil` while it goes on.
  package func endIfEnded() -> End? {
    var status: Int32 = 0
    return waitpid(identifier, &status, WNOHANG) == identifier ? Self.end(status) : nil
  }

  /// How it ended; `nil` where it goes on after `deadline`.
  package func wait(until deadline: ContinuousClock.Instant) -> End? {
    while true {
      if let end = endIfEnded() { return end }
      if ContinuousClock.now > deadline { return nil }
      usleep(500)
    }
  }

  private static func end(_ status: Int32) -> End {
    let number = status & 0x7f
    return number == 0 ? .code(status >> 8 & 0xff) : .signal(number)
  }
}
