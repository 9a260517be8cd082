import Foundation

/// How long the threads of a process computed, and how long they were ready to and waited for a core, in seconds.
package struct ProcessorTimes: Hashable, Sendable {
  package var computed: Double
  package var waited: Double

  package init(computed: Double, waited: Double) {
    (self.computed, self.waited) = (computed, waited)
  }

  /// Those of this process so far; `nil` where the system does not say, as Linux does in `/proc/self/task`.
  package init?() {
    let folder = "/proc/self/task"
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let all = tasks.compactMap {
      FileManager.default.contents(atPath: "\(folder)/\($0)/schedstat").flatMap {
        Self(schedstat: String(decoding: $0, as: UTF8.self))
      }
    }
    if all.isEmpty { return nil }
    (computed, waited) = all.reduce((0, 0)) { ($0.0 + $1.computed, $0.1 + $1.waited) }
  }

  /// Those of a thread: nanoseconds on a core, nanoseconds of waiting for one, and how often it had one.
  init?(schedstat text: String) {
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 3 else { return nil }
    (computed, waited) = (numbers[0] / 1e9, numbers[1] / 1e9)
  }

  /// What is said where threads that wait for each other wait for cores most of the time; `nil` where they do not.
  ///
  /// - Parameters:
  ///   - start: the times at the beginning.
  ///   - threads: how many threads compute together.
  /// - Returns: a line.
  package func note(since start: ProcessorTimes, threads: Int) -> String? {
    let (computed, waited) = (computed - start.computed, waited - start.waited)
    guard threads > 1, waited > computed else { return nil }
    return String(
      format:
        "note: other programs keep the cores busy: the threads waited %.1f s for one and computed for "
        + "%.1f s; beside such programs --threads 1 is faster, as its thread waits for no other",
      waited,
      computed)
  }
}
