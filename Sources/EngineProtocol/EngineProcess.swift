import Settings
import Files
import Foundation

/// A run in a process of its own.
///
/// It has a process group of its own too, so that Control-C on a terminal reaches only the process
/// that started it, which passes it on once. When that process is gone, however it ended, the run
/// ends: see ``Supervision``.
package final class EngineProcess {
  /// Where the process has its ends of what connects it, and the lock of the grid's folder.
  private enum Descriptor {
    static let events: Int32 = 3
    static let lock: Int32 = 4
  }

  /// How a process ended.
  package enum End: Hashable {
    case code(Int32)
    case signal(Int32)

    /// What is said of an end that has no other reason.
    package var words: String {
      switch self {
      case .code(let code): "its process ended with code \(code)"
      case .signal(let number):
        "its process was ended by signal \(number) (\(String(cString: strsignal(number))))"
      }
    }
  }

  private let process: pid_t
  private let events: LineReader
  private let errors: LineReader

  /// Starts `engine` to do what is asked.
  ///
  /// - Parameters:
  ///   - request: What it does.
  ///   - engine: The path of the program.
  ///   - lock: The open lock of the folder, which it holds until its end.
  /// - Throws: `FileError` when the system does not start it.
  package init(_ request: EngineRequest, engine: String, lock: Int32) throws {
    let sockets = try Self.sockets(for: engine)
    events = LineReader(sockets.own)
    let texts = try Self.sockets(for: engine)
    errors = LineReader(texts.own)
    // Out of the way of the numbers that the process gets.
    let ends = [sockets.other, texts.other, lock].map { fcntl($0, F_DUPFD_CLOEXEC, 16) }
    defer { for end in ends + [sockets.other, texts.other] { close(end) } }
    process = try Self.start(
      [engine, try request.encoded()],
      descriptors: [
        (ends[1], STDERR_FILENO), (ends[0], Descriptor.events), (ends[2], Descriptor.lock),
      ])
  }

  /// Two ends of a line, which other processes do not inherit.
  private static func sockets(for engine: String) throws -> (own: Int32, other: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw FileError.last("start", engine) }
    return (ends[0], ends[1])
  }

  private static func start(
    _ arguments: [String], descriptors: [(Int32, Int32)]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    for (own, other) in descriptors { posix_spawn_file_actions_adddup2(&actions, own, other) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var environment = ProcessInfo.processInfo.environment
    environment[Supervision.variable] = "\(Descriptor.events)"
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &variables)
    guard code == 0 else {
      throw FileError.system(operation: "start", path: arguments[0], code: code)
    }
    return process
  }

  /// The descriptors that become readable when the run has something to say.
  private var descriptors: [Int32] { [events, errors].filter { !$0.isAtEnd }.map(\.descriptor) }

  /// Whether the run has said all that it ever will.
  package var isSilent: Bool { events.isAtEnd && errors.isAtEnd }

  /// Passes a request to stop on.
  package func interrupt() { kill(process, SIGINT) }

  /// What was said on one of the descriptors since it was asked last: events, else sentences.
  private func read(_ descriptor: Int32) -> (events: [RunEvent], sentences: [String]) {
    if descriptor == events.descriptor {
      return (events.lines().compactMap { RunEvent(line: $0) }, [])
    }
    return ([], errors.lines().map { String(decoding: $0, as: UTF8.self) })
  }

  /// Hears what processes say, for a moment.
  ///
  /// - Parameters:
  ///   - processes: Those that are heard.
  ///   - told: Called with a process, and the events or the sentences that it said.
  package static func listen(
    to processes: [EngineProcess],
    _ told: (EngineProcess, _ events: [RunEvent], _ sentences: [String]) -> Void
  ) {
    var polled = processes.flatMap { process in
      process.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    guard poll(&polled, nfds_t(polled.count), 200) > 0 else { return }
    for process in processes {
      for descriptor in process.descriptors
      where polled.contains(where: { $0.fd == descriptor && $0.revents != 0 }) {
        let (events, sentences) = process.read(descriptor)
        told(process, events, sentences)
      }
    }
  }

  /// Waits until the process has ended.
  package func wait() -> End {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let number = status & 0x7f
    return number == 0 ? .code(status >> 8 & 0xff) : .signal(number)
  }
}

/// Lines that arrive on a descriptor, piece by piece.
private final class LineReader {
  let descriptor: Int32
  private(set) var isAtEnd = false
  private var rest = Data()

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The lines that one read completes; at the end also one without a line feed.
  func lines() -> [Data] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &bytes, bytes.count)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return [] }
    isAtEnd = count <= 0
    rest.append(contentsOf: bytes.prefix(max(count, 0)))
    var lines: [Data] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Data(rest[rest.startIndex..<end]))
      rest = Data(rest[rest.index(after: end)...])
    }
    if isAtEnd && !rest.isEmpty {
      lines.append(rest)
      rest = Data()
    }
    return lines
  }
}
