import EngineProtocol
import Files
import Foundation
import Settings
import TorchDistributed

extension RunMaking {
  /// Makes one run after another with the other processes that a launcher has started, until rank 0 is told that none
  /// is left.
  ///
  /// The processes meet once, and say there what comes next and how it has ended. Each run has a group of its own, as
  /// one that has failed serves no other.
  ///
  /// - Parameters:
  ///   - facts: what the runs are, as far as this process knows.
  ///   - timeout: how long one waits for the others, in seconds.
  /// - Throws: what ends all of them: an interruption, and the loss of a process.
  func makeRuns(_ facts: [String: String], timeout: Int) throws {
    // What the runs are made on is not known yet, and CUDA can be loaded only now.
    try withProcesses(timeout: timeout, on: .auto) { all in
      Interruption.listen()
      try ProcessDescription.checkAgreement(on: facts, in: all)
      var count = 0
      while let request = try all.nextRequest() {
        count += 1
        let error = try all.error(of: request, number: count, timeout: timeout, make)
        guard all.rank == 0 else { continue }
        if let error { Supervision.report(error.event) }
        Supervision.report(.ended(error?.exitCode ?? 0))
      }
    }
  }
}

extension ProcessGroup {
  /// What rank 0 is asked for next; `nil` where that is nothing.
  fileprivate func nextRequest() throws -> EngineRequest? {
    let own = rank == 0 ? Data(try Supervision.nextRequest().encoded().utf8) : Data()
    let bytes = try broadcast(own, from: 0, "the beginning of a run")
    let request = try EngineRequest(encoded: String(decoding: bytes, as: UTF8.self))
    return request == .dismiss ? nil : request
  }

  /// Makes a run; of one that did not come to its end, why, as rank 0 tells it.
  ///
  /// - Throws: Why none can follow it.
  fileprivate func error(
    of request: EngineRequest, number: Int, timeout: Int,
    _ make: (EngineRequest, ProcessGroup) throws -> Void
  ) throws -> Ending? {
    var reason: (any Error)?
    do {
      try withProcesses(timeout: timeout, on: request.device, meetingIn: "run \(number)") {
        try make(request, $0)
      }
    } catch let error as ToldElsewhere { reason = error.reason } catch { reason = error }
    switch reason {
    case DistributedError.peerFailed?: break
    case let error as DistributedError:
      // Those who have heard of it from another process only would wait for this one.
      fail(ErrorWords.of(error))
      throw error
    case let error as TrainingError where Ending(error).exitCode == 130: throw error
    default: break
    }
    do {
      return Self.told(
        of: try gather(try JSONEncoder().encode(reason.map(Ending.init))).map {
          try JSONDecoder().decode(Ending?.self, from: $0)
        })
    } catch let error as DistributedError { throw reason ?? error }
  }

  /// Of what the processes say of a run, by rank, what is told.
  private static func told(of all: [Ending?]) -> Ending? {
    guard let first = all[0], case .peerFailure(let sentence) = first.event else { return all[0] }
    for case .failure(_, let isOwn)? in all.map({ $0?.event }) {
      return Ending(.failure(sentence, isOwn: isOwn), first.sentence, exitCode: first.exitCode)
    }
    return first
  }
}
