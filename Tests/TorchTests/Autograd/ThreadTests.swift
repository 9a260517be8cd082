import Dispatch
import Foundation
import Synchronization
import Testing
import Torch

/// Threads do not see each other's calls in the making, nor each other's mode.
@Suite struct ThreadTests {
  @Test func callsOnManyThreadsDoNotMix() {
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for step in 0..<200 {
        let value = Double(1000 * thread + step)
        let x = Tensor([value])
        x.requiresGrad = true
        let y = Tensor.concatenated([x * 2.0, x + 1]).sum()
        y.backward()
        if y.item != 3 * value + 1 || x.grad?.item != 3 { wrong.withLock { $0 += 1 } }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  @Test func theModeIsTheThreadsOwn() {
    let recorded = Mutex(false)
    withoutGrad {
      let finished = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        let x = Tensor([1.0])
        x.requiresGrad = true
        recorded.withLock { $0 = (x * 2.0).requiresGrad }
        finished.signal()
      }
      finished.wait()
    }
    #expect(recorded.withLock { $0 })
  }
}
