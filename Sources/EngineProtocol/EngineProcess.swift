import Files
import Foundation
package import Processes

/// A run in a process of its own.
///
/// It has a process group of its own too, so that Control-C on a terminal reaches only the process
/// that started it, which passes it on once. When that process is gone, however it ended, the run
/// ends: see ``Supervision``.
package final class EngineProcess {
  /// Where the process has its end of what connects it.
  private static let eventsDescriptor: Int32 = 3

  private let process: Subprocess
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
    process = try Subprocess(
      engine, [try request.encoded()],
      targets: [
        STDOUT_FILENO: .nowhere, STDERR_FILENO: .descriptor(ends[1]),
        Self.eventsDescriptor: .descriptor(ends[0]),
        Supervision.lockDescriptor: .descriptor(ends[2]),
      ], variables: [Supervision.variable: "\(Self.eventsDescriptor)"], ownGroup: true,
      held: SIGUSR1)
  }

  /// Two ends of a line, which other processes do not inherit.
  private static func sockets(for engine: String) throws -> (own: Int32, other: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw FileError.last("start", engine) }
    return (ends[0], ends[1])
  }

  /// The descriptors that become readable when the run has something to say.
  private var descriptors: [Int32] { [events, errors].filter { !$0.isAtEnd }.map(\.descriptor) }

  /// Whether the run has said all that it ever will.
  package var isSilent: Bool { events.isAtEnd && errors.isAtEnd }

  package func interrupt() { process.send(SIGINT) }
  package func save() { process.send(SIGUSR1) }

  /// What was said on one of the descriptors since it was asked last: events, else sentences.
  private func read(_ descriptor: Int32) -> (events: [RunEvent], sentences: [String]) {
    if descriptor == events.descriptor {
      return (events.lines().compactMap { RunEvent(line: $0) }, [])
    }
    return ([], errors.lines().map { String(decoding: $0, as: UTF8.self) })
  }

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

  package func wait() -> Subprocess.End { process.wait() }
}

extension Subprocess.End {
  /// What is said of an end that has no other reason.
  package var words: String {
    switch self {
    case .code(let code): "its process ended with code \(code)"
    case .signal(let number):
      "its process was ended by signal \(number) (\(String(cString: strsignal(number))))"
    }
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
