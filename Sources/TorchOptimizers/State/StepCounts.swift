/// How many steps each parameter of a group has made, at an address that stays.
///
/// The fused step counts in place, from C++, without an array being copied or allocated.
final class StepCounts {
  let base: UnsafeMutablePointer<Int64>
  let count: Int

  init(count: Int) {
    (base, self.count) = (.allocate(capacity: max(count, 1)), count)
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Int64 {
    get {
      precondition((0..<count).contains(index))
      return base[index]
    }
    set {
      precondition((0..<count).contains(index))
      base[index] = newValue
    }
  }

  func copy() -> StepCounts {
    let copy = StepCounts(count: count)
    copy.base.update(from: base, count: count)
    return copy
  }
}
