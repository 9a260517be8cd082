import Foundation
import Torch
import TorchDistributed

/// Makes collectives, in the middle of which the process `victim` does what `mode` says.
func lose(_ group: ProcessGroup, _ mode: String, victim: Int) throws {
  let values = Tensor.ones([1000])
  try group.allReduce(values)
  let start = ContinuousClock.now
  if group.rank == victim {
    switch mode {
    case "exit": _exit(3)
    case "kill": raise(SIGKILL)
    case "stop": raise(SIGSTOP)
    case "exit early": _exit(3)
    case "sleep": Thread.sleep(forTimeInterval: 6)
    case "fail":
      group.fail("the disk is full")
      group.leave()
      exit(1)
    default: break
    }
  }
  do {
    switch mode {
    case "exit early":
      _ = try GradientBuckets([Named("weight", Parameter(values, .bias))], group: group)
    case "exit", "stop", "sleep": for _ in 0..<3 { try group.allReduce(values) }
    default: for _ in 0..<3 { _ = try group.gather([1]) }
    }
  } catch {
    print("error: \(error)")
    print("after: \(seconds(since: start))")
    group.fail("this is not heard")
    // What follows a failure says the same, at once.
    let again = ContinuousClock.now
    do { try group.allReduce(values) } catch let second {
      print("same: \(second == error && ContinuousClock.now - again < .milliseconds(100))")
    }
    group.leave()
    exit(1)
  }
}
