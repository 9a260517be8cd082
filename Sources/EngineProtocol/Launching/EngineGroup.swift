import Files
import Foundation
package import Processes
import Settings
import Sockets

/// The processes on this machine that make one run together, or the only one.
///
/// When one of them is lost, the others are ended at once: none can go on without it. What the run has to say,
/// rank 0 says; of the others only why they failed is told, with rank and host.
package final class EngineGroup {
  /// How long the others have to see for themselves that one is lost, and to say what else they know.
  private static let moment = Duration.milliseconds(300)
  /// How long processes that were asked to end have for it.
  private static let grace = Duration.milliseconds(700)
  /// How long the others may take when rank 0 has come to its end.
  private static let rest = Duration.seconds(5)

  private let members: [GroupMember]
  private let clock = ContinuousClock()
  private var termination: ContinuousClock.Instant?
  private var isTerminated = false

  /// Starts the processes of a run.
  ///
  /// - Parameters:
  ///   - request: What they do.
  ///   - engine: The program.
  ///   - processes: How many there are, from 1.
  ///   - lock: The open lock of the folder of a grid, which they hold until their end; `nil` where there is none.
  ///   - output: Where the standard output of rank 0 leads; `nil` for where that of this process does.
  /// - Throws: `FileError` when the system does not start them all; then none goes on.
  package init(
    _ request: EngineRequest, engine: EngineProgram, processes: Int = 1, lock: Int32?,
    output: Subprocess.Target? = .nowhere
  ) throws {
    guard processes > 1 else {
      let process = try EngineProcess(request, engine: engine, lock: lock, output: output)
      members = [GroupMember(process, rank: 0, isAlone: true)]
      return
    }
    let listener: ListeningSocket
    do { listener = try ListeningSocket() } catch {
      throw FileError.system(operation: "open a port for", path: engine.path, code: error.code)
    }
    defer { withExtendedLifetime(listener) {} }
    var started: [GroupMember] = []
    do {
      for rank in 0..<processes {
        let group = ProcessEnvironment(
          rank: rank, of: processes, localRank: rank, localSize: processes,
          host: SocketAddress.loopback, port: Int(listener.port),
          listener: rank == 0 ? listener.descriptor : nil)
        let process = try EngineProcess(
          request, engine: engine, lock: lock, group: group,
          output: rank == 0 ? output : .nowhere)
        started.append(GroupMember(process, rank: rank, isAlone: false))
      }
    } catch {
      for member in started { member.process.kill() }
      throw error
    }
    members = started
  }

  /// Has an engine that makes one run after another make this one, with those of other hosts.
  ///
  /// - Throws: What encoding the request throws.
  init(_ request: EngineRequest, by engine: EngineProcess) throws {
    members = [GroupMember(engine, rank: 0, isAlone: false)]
    try engine.ask(request)
  }

  /// Whether all have ended, and said all that they ever will.
  package var isOver: Bool { members.allSatisfy { $0.end != nil } }

  package func interrupt() { send(SIGINT) }
  package func save() { send(SIGUSR1) }

  private func send(_ signal: Int32) { for member in running { member.send(signal) } }

  private var running: [GroupMember] { members.filter { $0.end == nil } }

  /// Hears what some groups say, for a moment, and ends those that have lost a process.
  package static func listen(
    to groups: [EngineGroup],
    _ told: (EngineGroup, _ events: [RunEvent], _ sentences: [String]) -> Void
  ) {
    let speakers = groups.flatMap { group in group.running.map { (group, $0) } }
    func hear(_ process: EngineProcess, _ events: [RunEvent], _ sentences: [String]) {
      guard let (group, member) = speakers.first(where: { $0.1.process === process }) else {
        return
      }
      member.hear(events, sentences)
      if member.rank == 0 { told(group, events, sentences) }
    }
    EngineProcess.listen(to: speakers.map(\.1.process), hear)
    for (_, member) in speakers {
      guard let end = member.process.endIfEnded() else { continue }
      // No more than it can have left, should something that it has started go on to speak.
      for _ in 0..<64 where !EngineProcess.listen(to: [member.process], for: 0, hear) { break }
      member.ends(end)
    }
    for group in groups { group.tend() }
  }

  /// Has those end that a lost one, or the end of the run, leaves behind.
  private func tend() {
    let now = clock.now
    if members.contains(where: \.isLost) {
      // One that is stopped can then see, and say, that it is alone.
      if termination == nil { send(SIGCONT) }
      termination = min(termination ?? now + Self.moment, now + Self.moment)
    } else if members[0].end != nil {
      termination = termination ?? now + Self.rest
    }
    guard let termination, now >= termination else { return }
    if !isTerminated {
      isTerminated = true
      send(SIGTERM)
    } else if now >= termination + Self.grace {
      send(SIGKILL)
    }
  }

  /// How the run ended, once all have; of several reasons the first that is no other one's end.
  package var end: RunEnd {
    if members[0].end == .code(0) { return .finished }
    let ordered = members.sorted { $0.order < $1.order }
    for member in ordered { if let reason = reason(of: member) { return reason } }
    if let peer = ordered.compactMap(\.peerFailure).first { return .failed(peer, isOwn: true) }
    return .interrupted(step: nil)
  }

  /// Why a process has ended by itself; `nil` where it was asked to, or has only lost another one.
  private func reason(of member: GroupMember) -> RunEnd? {
    let first = members[0]
    switch (member.ending, member.end) {
    case (.interrupted(let step), _): return member === first ? .interrupted(step: step) : nil
    case (.peerFailure, _): return nil
    case (.failure(let reason, let isOwn), _):
      // What all have come to, such as a loss that is not finite, is nobody's in particular.
      guard case .failure(reason, _) = first.ending else {
        return .failed(member.named(reason), isOwn: isOwn)
      }
      return .failed(reason, isOwn: isOwn, exitCode: first.exitCode)
    case (_, .signal) where member.isLost: return .killed(member.named(member.words))
    case (_, .code) where member.isLost:
      return .failed(member.named(member.lastSentence ?? member.words), isOwn: true)
    default: return nil
    }
  }
}
