import EngineProtocol
import Foundation
import Processes
import TestSupport
import Testing

/// Two network namespaces with a cable between them: two hosts, as far as the network goes.
final class TwoHosts: Sendable {
  /// The interface of each, which has the addresses 10.83.0.1 and 10.83.0.2.
  static let interface = "wire"

  private let names: [String]

  /// Whether this machine lets a test make such hosts, which takes its administrator's rights.
  static let arePossible = (try? TwoHosts()) != nil

  /// - Throws: What the system says where that is not allowed.
  init() throws {
    let mark = UUID().uuidString.prefix(8)
    names = (0..<2).map { "host\($0)-\(mark)" }
    for name in names { try Self.ip("netns", "add", name) }
    try Self.ip(
      "link", "add", Self.interface, "netns", names[0], "type", "veth", "peer", "name",
      Self.interface, "netns", names[1])
    for (rank, name) in names.enumerated() {
      try Self.ip("-n", name, "address", "add", "10.83.0.\(rank + 1)/24", "dev", Self.interface)
      for device in ["lo", Self.interface] {
        try Self.ip("-n", name, "link", "set", device, "up")
      }
    }
  }

  deinit { for name in names { try? Self.ip("netns", "delete", name) } }

  /// Pulls the cable of the second.
  func cut() throws { try Self.ip("-n", names[1], "link", "set", Self.interface, "down") }

  /// Starts one process on each host, which find each other on the first.
  func start(
    _ program: String, in folder: String, with variables: [String: String] = [:],
    _ words: [String]
  ) throws -> RankedProcesses {
    let group = ["MASTER_ADDR": "10.83.0.1", "LOCAL_RANK": "0", "LOCAL_WORLD_SIZE": "1"]
    return try RankedProcesses(
      Self.program, size: 2, port: 29500, variables: group.merging(variables) { $1 }
    ) { rank in
      ["netns", "exec", names[rank], "/usr/bin/env", "-C", folder, program] + words
    }
  }

  private static let program = "/usr/sbin/ip"

  private static func ip(_ words: String...) throws {
    let process = try Subprocess(program, words, targets: [STDERR_FILENO: .nowhere])
    guard process.wait() == .code(0) else { throw POSIXError(.EPERM) }
  }
}
