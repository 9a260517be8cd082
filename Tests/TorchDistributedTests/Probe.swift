import Files
import Foundation
import Processes
import TestSupport

/// A group of processes on this machine: the program `distributed-probe`, several times.
final class Probe {
  /// What a process left behind.
  struct Outcome {
    let end: Subprocess.End
    /// What it printed, by name.
    let values: [String: String]
    /// What it wrote to standard error.
    let errors: String

    subscript(_ name: String) -> String? { values[name] }
  }

  private let processes: [Subprocess]
  private let ranks: Range<Int>
  private let folder: TemporaryFolder
  private var ends: [Subprocess.End?]

  /// Starts a group.
  ///
  /// - Parameters:
  ///   - words: what the processes are to do.
  ///   - size: how many there are.
  ///   - ranks: the ones that are started.
  ///   - timeout: theirs, in seconds.
  ///   - port: where they meet; `nil` for a socket that rank 0 gets, which listens already.
  /// - Throws: what keeps them from being started.
  init(
    _ words: [String], size: Int, ranks: Range<Int>? = nil, timeout: Double = 60,
    port: UInt16? = nil
  ) throws {
    folder = try TemporaryFolder()
    let socket = try port == nil ? LoopbackSocket() : nil
    self.ranks = ranks ?? 0..<size
    var processes: [Subprocess] = []
    for rank in self.ranks {
      var variables = [
        "RANK": "\(rank)", "WORLD_SIZE": "\(size)", "LOCAL_RANK": "\(rank)",
        "LOCAL_WORLD_SIZE": "\(size)", "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": "\(port ?? socket?.port ?? 0)", "PROBE_TIMEOUT": "\(timeout)",
        "OMP_NUM_THREADS": "1",
      ]
      let output = open(
        folder.file("\(rank).out"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      let errors = open(
        folder.file("\(rank).err"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      defer {
        close(output)
        close(errors)
      }
      var targets: [Int32: Subprocess.Target] = [
        STDOUT_FILENO: .descriptor(output), STDERR_FILENO: .descriptor(errors),
      ]
      if rank == 0, let socket {
        targets[9] = .descriptor(socket.descriptor)
        variables["CENTRALIZE_STORE_LISTENER"] = "9"
      }
      processes.append(
        try Subprocess(Self.program, words, targets: targets, variables: variables))
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

  /// Waits for the processes to end, except `remaining`, and gives what each left behind; after a minute
  /// those that go on are killed.
  func outcomes(except remaining: Int? = nil) async throws -> [Outcome] {
    let limit = ContinuousClock.now + .seconds(60)
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
      let text = try text("\(rank).out")
      var values: [String: String] = [:]
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
        if parts.count == 2 { values[parts[0]] = parts[1] }
      }
      return Outcome(
        end: end ?? .code(-1), values: values, errors: try self.text("\(rank).err"))
    }
  }

  private func text(_ name: String) throws -> String {
    let path = folder.file(name)
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  private static let program: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(fileURLWithPath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.path + "/distributed-probe"
  }()
}

/// A socket on 127.0.0.1 that listens on a port of its own.
final class LoopbackSocket {
  let descriptor: Int32
  let port: UInt16

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (own, length) = (descriptor, size)
    let succeeded = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, length) == 0 && listen(own, 64) == 0 && getsockname(own, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    if !succeeded { throw POSIXError(.EADDRINUSE) }
  }

  deinit { close(descriptor) }
}
