import Foundation
import Torch

/// How many pages the kernel hands out while 20 times the same tensor is made and freed, first before
/// `Runtime.keepFreedMemory()` and then after it.
func pageFaultsWithoutAndWithKeptMemory() -> (without: Int, with: Int) {
  // 16 MiB in one piece, so that nothing small that glibc keeps for itself lies behind it at the end of the heap.
  func makeAndFree() { precondition(Tensor.zeros([1 << 22]).count == 1 << 22) }
  func faults() -> Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_minflt)
  }
  func count() -> Int {
    for _ in 0..<3 { makeAndFree() }
    let before = faults()
    for _ in 0..<20 { makeAndFree() }
    return faults() - before
  }
  let without = count()
  Runtime.keepFreedMemory()
  return (without, count())
}
