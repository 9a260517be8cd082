import TestSupport

/// A group of processes on this machine: the program `distributed-probe`, several times.
typealias Probe = RankedProcesses

extension RankedProcesses {
  /// Starts a group that does what `words` say, and waits for each other for `timeout` seconds.
  convenience init(
    _ words: [String], size: Int, ranks: Range<Int>? = nil, timeout: Double = 60,
    port: UInt16? = nil
  ) throws {
    try self.init(
      "distributed-probe", size: size, ranks: ranks, port: port,
      variables: ["PROBE_TIMEOUT": "\(timeout)"]
    ) { _ in words }
  }
}
