import Files
import Foundation
import Processes
import Sockets

/// Processes of a group that a test starts by hand, each with the variables that torchrun would give it.
package final class RankedProcesses {
  private let processes: [Subprocess]
  private let ranks: Range<Int>
  private let folder: TemporaryFolder
  private var ends: [Subprocess.End?]

  /// Starts processes of a group.
  ///
  /// - Parameters:
  ///   - program: a program beside the tests, or an absolute path.
  ///   - size: how many there are in the group.
  ///   - ranks: the ones that are started.
  ///   - port: where they meet; `nil` for a socket that rank 0 gets, which listens already.
  ///   - variables: more of their environment.
  ///   - words: what each is to do, by its rank.
  /// - Throws: what keeps them from being started.
  package init(
    _ program: String, size: Int, ranks: Range<Int>? = nil, port: UInt16? = nil,
    variables: [String: String] = [:], words: (Int) -> [String]
  ) throws {
    folder = try TemporaryFolder()
    let socket = try port == nil ? ListeningSocket() : nil
    self.ranks = ranks ?? 0..<size
    var processes: [Subprocess] = []
    for rank in self.ranks {
      var variables = variables.merging(
        [
          "RANK": "\(rank)", "WORLD_SIZE": "\(size)", "LOCAL_RANK": "\(rank)",
          "LOCAL_WORLD_SIZE": "\(size)", "MASTER_ADDR": "127.0.0.1",
          "MASTER_PORT": "\(port ?? socket?.port ?? 0)", "OMP_NUM_THREADS": "1",
        ]
      ) { own, _ in own }
      var targets: [Int32: Subprocess.Target] = [:]
      if rank == 0, let socket {
        targets[9] = .descriptor(socket.descriptor)
        variables["CENTRALIZE_STORE_LISTENER"] = "9"
      }
      processes.append(
        try TestProgram.start(
          program, words(rank), with: variables, more: targets, output: folder.file("\(rank).out"),
          errors: folder.file("\(rank).err")))
    }
    self.processes = processes
    ends = processes.map { _ in nil }
  }

  deinit {
    for (process, end) in zip(processes, ends) where end == nil {
      process.send(SIGKILL)
      process.wait()
    }
  }

  /// Sends a signal to one of them, on whatever thread.
  package func sending(_ signal: Int32, to rank: Int) -> @Sendable () -> Void {
    let process = processes[rank - ranks.lowerBound]
    return { process.send(signal) }
  }

  /// Waits for the processes to end, except `remaining`, and gives what each left behind; after two minutes
  /// those that go on are killed.
  package func outcomes(except remaining: Int? = nil) async throws -> [Outcome] {
    let limit = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < limit {
      for index in processes.indices where ends[index] == nil && index != remaining {
        ends[index] = processes[index].endIfEnded()
      }
      if processes.indices.allSatisfy({ ends[$0] != nil || $0 == remaining }) { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    for (index, end) in ends.enumerated() where end == nil {
      processes[index].send(SIGKILL)
      ends[index] = processes[index].wait()
    }
    return try zip(ranks, ends).map { rank, end in
      Outcome(
        end: end ?? .code(-1), output: try text("\(rank).out"), errors: try text("\(rank).err"))
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.read(name), as: UTF8.self)
  }
}
