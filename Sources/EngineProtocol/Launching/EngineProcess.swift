import Files
import Foundation
import Settings
import Processes
import Streams

/// A run in a process of its own.
///
/// It has a process group of its own too, so that Control-C on a terminal reaches only the process
/// that started it, which passes it on once. When that process is gone, however it ended, the run
/// ends: see ``Supervision``.
final class EngineProcess {
  /// Where the process has its end of what connects it.
  private static let eventsDescriptor: Int32 = 3
  /// Where rank 0 of a group has the socket on which the others find it.
  private static let listenerDescriptor: Int32 = 5

  private let process: Subprocess
  private let events: LineReader
  private let errors: LineReader
  private var end: Subprocess.End?

  /// Starts `engine` to do what is asked.
  ///
  /// - Parameters:
  ///   - request: What it does.
  ///   - engine: The program.
  ///   - lock: The open lock of the folder of a grid, which it holds until its end; `nil` where there is none.
  ///   - group: Which process of the run it is; `nil` for the only one.
  ///   - output: Where its standard output leads; `nil` for where that of this process does.
  /// - Throws: `FileError` when the system does not start it.
  init(
    _ request: EngineRequest, engine: EngineProgram, lock: Int32?, group: ProcessEnvironment? = nil,
    output: Subprocess.Target? = .nowhere
  ) throws {
    let sockets = try Self.sockets(for: engine.path)
    events = LineReader(sockets.own)
    let texts = try Self.sockets(for: engine.path)
    errors = LineReader(texts.own)
    // Out of the way of the numbers that the process gets.
    var ends: [Int32] = []
    defer { for end in ends + [sockets.other, texts.other] { close(end) } }
    func target(_ descriptor: Int32) -> Subprocess.Target {
      ends.append(fcntl(descriptor, F_DUPFD_CLOEXEC, 16))
      return .descriptor(ends[ends.count - 1])
    }
    var targets: [Int32: Subprocess.Target] = [
      STDERR_FILENO: target(texts.other), Self.eventsDescriptor: target(sockets.other),
      Supervision.lockDescriptor: lock.map(target) ?? .nowhere,
    ]
    targets[STDOUT_FILENO] = output
    let words = try engine.words(for: request)
    var variables = words.variables
    variables[Supervision.variable] = "\(Self.eventsDescriptor)"
    if let group { variables.merge(group.variables) { $1 } }
    // Without a group of its own it is the process that a launcher started, in this one's place.
    let listener =
      group.map(\.listener) ?? ProcessEnvironment.listener(in: ProcessInfo.processInfo.environment)
    if let listener, fcntl(listener, F_GETFD) >= 0 {
      targets[Self.listenerDescriptor] = target(listener)
      variables[ProcessEnvironment.listenerVariable] = "\(Self.listenerDescriptor)"
    }
    process = try Subprocess(
      engine.path, words.arguments, targets: targets, variables: variables, ownGroup: true,
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
  var isSilent: Bool { events.isAtEnd && errors.isAtEnd }

  func send(_ signal: Int32) { process.send(signal) }

  /// Asks for a run beside what it was started for; one that has ended does not hear it.
  func ask(_ request: EngineRequest) throws {
    _ = writeAll(Array(try request.encoded().utf8 + [UInt8(ascii: "\n")]), to: events.descriptor)
  }

  /// What was said on one of the descriptors since it was asked last: events, else sentences.
  private func read(_ descriptor: Int32) -> (events: [RunEvent], sentences: [String]) {
    if descriptor == events.descriptor {
      return (events.lines().compactMap { RunEvent(line: $0) }, [])
    }
    return ([], errors.lines().map { String(decoding: $0, as: UTF8.self) })
  }

  /// Hears what is said within some milliseconds, and tells whether anything was.
  @discardableResult static func listen(
    to processes: [EngineProcess], for milliseconds: Int32 = 200,
    _ told: (EngineProcess, _ events: [RunEvent], _ sentences: [String]) -> Void
  ) -> Bool {
    var polled = processes.flatMap { process in
      process.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return false }
    for process in processes {
      for descriptor in process.descriptors
      where polled.contains(where: { $0.fd == descriptor && $0.revents != 0 }) {
        let (events, sentences) = process.read(descriptor)
        told(process, events, sentences)
      }
    }
    return true
  }

  /// How it ended, once it has; what it said may still be heard.
  func endIfEnded() -> Subprocess.End? {
    // Who says nothing any more is at its end; and what it has started may hold its line open.
    if end == nil { end = isSilent ? process.wait() : process.endIfEnded() }
    return end
  }

  func kill() {
    guard end == nil else { return }
    process.send(SIGKILL)
    end = process.wait()
  }
}
