import Torch
import TorchDistributed

/// How long a sum takes, in milliseconds.
func measure(_ group: ProcessGroup) throws {
  for megabytes in [0, 1, 8, 50] {
    let values = Tensor.zeros([max(megabytes << 18, 1)])
    var best = Duration.seconds(1000)
    for _ in 0..<8 {
      let start = ContinuousClock.now
      try group.allReduce(values)
      best = min(best, ContinuousClock.now - start)
    }
    if group.rank == 0 { print("all-reduce of \(megabytes) MB: \(best / .milliseconds(1)) ms") }
  }
}
