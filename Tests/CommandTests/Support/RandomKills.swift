import Foundation
import Synchronization
import TestSupport

/// Kills of random processes of a run at random moments, while another program starts them again.
final class RandomKills: ChildWatcher {
  private let most: Int
  private let seed: UInt64
  private let made = Atomic(0)
  private let isStopped = Atomic(false)

  /// How many there have been.
  var count: Int { made.load(ordering: .acquiring) }

  /// At most so many; each comes up to two and a half seconds after all processes are there.
  init(atMost most: Int, seed: UInt64) { (self.most, self.seed) = (most, seed) }

  func watch(_ child: Int32, errors: String) {
    Thread { [self] in
      var random = SeededRandom(seed)
      var last: [Int: Int32] = [:]
      while count < most, !isStopped.load(ordering: .acquiring) {
        usleep(2000)
        let processes = ProcessList.ranks(of: child)
        guard processes.count == 2, processes != last else { continue }
        usleep(UInt32(random.next() % 2_500_000))
        // Those that have ended in the meantime are nobody's any more.
        guard ProcessList.ranks(of: child) == processes,
          let victim = processes[Int(random.next() % 2)]
        else { continue }
        last = processes
        kill(victim, SIGKILL)
        made.add(1, ordering: .acquiringAndReleasing)
      }
    }.start()
  }

  func stop() { isStopped.store(true, ordering: .releasing) }
}
