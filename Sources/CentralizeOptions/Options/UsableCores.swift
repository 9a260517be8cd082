import Foundation

/// How many processors this process may use: those that it may run on, and no more than its control
/// group has time of.
package enum UsableCores {
  /// Found once: who asks for the surroundings of this process does so many times.
  package static let count: Int = {
    let cores =
      allowed(by: text("/proc/thread-self/status")) ?? ProcessInfo.processInfo.activeProcessorCount
    return quota(of: text("/proc/self/cgroup")).map { min(cores, $0) } ?? cores
  }()

  /// Those that the process may run on, as `taskset` and batch systems say: `status` is
  /// `/proc/thread-self/status`, with the line `Cpus_allowed: ff,ffffffff`.
  package static func allowed(by status: String?) -> Int? {
    let line = status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
    return line?.drop { $0 != ":" }.compactMap { $0.hexDigitValue?.nonzeroBitCount }.reduce(0, +)
  }

  /// The whole processors, at least 1, whose time a control group may take.
  ///
  /// Of `groups`, `/proc/self/cgroup`, the line `0::/path` counts, and each group above limits it too;
  /// `nil` where none is limited.
  package static func quota(of groups: String?, under root: String = "/sys/fs/cgroup") -> Int? {
    guard let line = groups?.split(separator: "\n").first(where: { $0.hasPrefix("0::") }) else {
      return nil
    }
    var parts = line.dropFirst(3).split(separator: "/")
    var least: Int?
    while true {
      let folder = ([root] + parts.map(String.init)).joined(separator: "/")
      // `200000 100000`: so many microseconds in so many, or `max`.
      let numbers =
        text(folder + "/cpu.max")?.split { $0.isWhitespace }.compactMap { Int($0) } ?? []
      if numbers.count == 2, numbers[1] > 0 {
        let cores = max(numbers[0] / numbers[1], 1)
        least = min(least ?? cores, cores)
      }
      if parts.popLast() == nil { return least }
    }
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
