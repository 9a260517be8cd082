import Foundation
import Settings
import Synchronization

/// The processes of a group as one of them sees them: who they are, and what became of them.
final class Members: Sendable {
  let rank: Int
  let hosts: [String]
  let timeout: Duration
  let backend: Backend
  let rendezvous: Rendezvous
  private let members: [Member]
  private let pulse: Pulse
  private let state: State

  /// What the pulse answers, and why no collective succeeds any more.
  private final class State: Sendable {
    let waiting = Atomic(0)
    let failure = Mutex<DistributedError?>(nil)

    var answer: Pulse.Answer {
      waiting.load(ordering: .relaxed) > 0 || failure.withLock { $0 } != nil ? .waiting : .busy
    }
  }

  var size: Int { members.count }

  /// Why no collective succeeds any more; `nil` while all is well.
  var knownFailure: DistributedError? { state.failure.withLock { $0 } }

  /// Waits for all processes to come to the store, and connects this one to the network.
  init(
    _ environment: ProcessEnvironment, name: String, timeout: Duration, _ backend: Backend
  ) throws(DistributedError) {
    let end = ContinuousClock.now + timeout
    let rank = environment.rank
    let interface = ProcessInfo.processInfo.environment["GLOO_SOCKET_IFNAME"].map {
      String($0.prefix { $0 != "," })
    }
    // Before anyone waits for this process: the same is wrong with each that comes too late to hear of it.
    if let interface, LocalAddress.of(interface) == nil {
      throw .notConnected(
        rank: rank, reason: "this machine has no address on an interface \(interface)")
    }
    let rendezvous = try Rendezvous(environment, name: name, timeout: timeout)
    let address = LocalAddress.toward(
      environment.host, isShared: environment.size > environment.localSize,
      interface: interface)
    let state = State()
    guard let address else {
      throw .notConnected(
        rank: rank,
        reason: "this machine has no address on the way to \(environment.host)")
    }
    guard let pulse = Pulse(at: address, { state.answer }) else {
      throw .notConnected(rank: rank, reason: "no port of \(address) is free")
    }
    let own = Member(host: ProcessEnvironment.hostName, pulse: pulse.place)
    rendezvous.set("member/\(rank)", own.text)
    var members: [Member] = []
    var missing: [Int] = []
    for other in 0..<environment.size {
      let left = max(end - .now, .milliseconds(10))
      switch rendezvous.get("member/\(other)", within: left) {
      case .value(let text): if let member = Member(text) { members.append(member) }
      case .absent: missing.append(other)
      case .unreachable(let reason):
        throw .noRendezvous(
          rank: rank, host: environment.host, port: environment.port, timeout: timeout,
          reason: reason)
      }
    }
    guard missing.isEmpty, members.count == environment.size else {
      // Those that are here have waited almost as long, and find out what this one has while the store is there.
      rendezvous.set("seen/\(rank)", "")
      if rendezvous.isServed {
        let present = (1..<environment.size).filter { !missing.contains($0) }
        rendezvous.awaitSeen(by: present, within: .seconds(1))
      }
      throw .missing(ranks: missing, rank: rank, timeout: timeout)
    }
    if let reason = rendezvous.bind(to: address) {
      throw .notConnected(rank: rank, reason: reason)
    }
    (self.rank, self.timeout, self.rendezvous) = (rank, timeout, rendezvous)
    self.backend = backend
    (self.members, self.pulse, self.state) = (members, pulse, state)
    hosts = members.map(\.host)
  }

  /// Runs `body` while others may know that this process waits for them.
  func waiting<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    state.waiting.add(1, ordering: .relaxed)
    defer { state.waiting.subtract(1, ordering: .relaxed) }
    return try body()
  }

  /// Joins the group `name` as process `own` of `ranks`; returns why not, if not.
  ///
  /// c10d waits for one that has ended as for one that is late, until the timeout. So who does not come soon is
  /// asked whether it lives, and what waits in vain for one that does not stays behind.
  func join(_ name: String, as own: Int, of ranks: [Int]) -> String? {
    let (rendezvous, timeout, backend) = (rendezvous, timeout, backend)
    let reason = Mutex<String?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      let found = rendezvous.join(name, as: own, of: ranks.count, timeout: timeout, backend)
      reason.withLock { $0 = found }
      isDone.signal()
    }
    thread.name = "meeting"
    return waiting {
      thread.start()
      let others = ranks.filter { $0 != rank }.map { members[$0].pulse }
      var pause = 0.25
      while isDone.wait(timeout: .now() + pause) == .timedOut {
        if Pulse.ask(others, within: .milliseconds(400)).contains(.gone) {
          return "a process has ended"
        }
        pause = min(2 * pause, 4)
      }
      return reason.withLock { $0 }
    }
  }

  private func peer(_ rank: Int) -> DistributedError.Peer { .init(rank: rank, host: hosts[rank]) }

  /// Leaves word for the others that this process fails, unless a collective failed before.
  func fail(_ sentence: String) {
    let text = "\(peer(rank)): \(sentence)"
    let isFirst = state.failure.withLock { failure in
      defer { failure = failure ?? .peerFailed(text) }
      return failure == nil
    }
    guard isFirst else { return }
    post(text)
    // Who has a reason of its own reads no other: nobody needs to wait for it.
    rendezvous.set("seen/\(rank)", "")
  }

  /// What is to be said of a collective that has failed here, with c10d's message.
  ///
  /// The cause is often far away, as the failure of one process ends the next: whoever finds it leaves
  /// word, and the others say the same.
  func explain(_ message: String, during collective: String) -> DistributedError {
    if let known = knownFailure { return known }
    let error = waiting { find(message, collective) }
    return state.failure.withLock { failure in
      failure = failure ?? error
      return failure ?? error
    }
  }

  private func find(_ message: String, _ collective: String) -> DistributedError {
    let others = members.indices.filter { $0 != rank }
    let end = ContinuousClock.now + .milliseconds(800)
    var answers: [Pulse.Answer] = []
    var reachesStore = true
    repeat {
      switch rendezvous.get("failure", within: .milliseconds(100)) {
      case .value(let text):
        rendezvous.set("seen/\(rank)", "")
        return .peerFailed(text)
      case .absent: reachesStore = true
      case .unreachable: reachesStore = false
      }
      answers = Pulse.ask(others.map { members[$0].pulse }, within: .milliseconds(400))
    } while !answers.contains { $0 == .gone || $0 == .silent } && ContinuousClock.now < end

    func those(_ answer: Pulse.Answer) -> [DistributedError.Peer] {
      zip(others, answers).filter { $1 == answer }.map { peer($0.0) }
    }
    let (gone, silent, busy) = (those(.gone), those(.silent), those(.busy))
    let isTimeout = message.contains("imed out") || message.contains("imeout")
    let error: DistributedError =
      if !gone.isEmpty {
        .lost(peers: gone, collective: collective, rank: rank)
      } else if !silent.isEmpty {
        .silent(peers: silent, collective: collective, rank: rank, timeout: timeout)
      } else if isTimeout {
        .late(peers: busy, collective: collective, rank: rank, timeout: timeout)
      } else {
        .failed(collective: collective, rank: rank, reason: message)
      }
    // One that is cut off would wait for the store each time.
    if reachesStore {
      post(error.description)
      rendezvous.set("seen/\(rank)", "")
    }
    return error
  }

  private func post(_ text: String) {
    guard rendezvous.get("failure", within: .milliseconds(1)) == .absent else { return }
    rendezvous.set("failure", text)
  }

  /// Keeps the store of a process that failed until the others have read why, for a second at most.
  func lingerAfterFailure() {
    guard rendezvous.isServed, let failure = knownFailure else { return }
    let lost = failure.peers.map(\.rank)
    let others = (0..<size).filter { $0 != rank && !lost.contains($0) }
    rendezvous.awaitSeen(by: others, within: .seconds(1))
  }
}
