/// The order in which the gradients of a step's micro-batches are added up.
///
/// The sum of n is T(n): for a prime p, the p parts of n/p micro-batches each are added from the left,
/// where p is n's smallest prime factor, and each of the parts is T(n/p). So T(8) is ((0 + 1) + (2 + 3)) +
/// ((4 + 5) + (6 + 7)), and T(3) is (0 + 1) + 2. A process that has one of 2ᵏ equal shares of the
/// micro-batches has the sum of its share as the tree has it.
struct MicroBatchTree {
  /// The prime factors of the number of micro-batches, the largest first.
  let factors: [Int]

  /// What comes after a micro-batch: sums that are added to the one at hand, and where that then waits.
  struct Carry: Equatable {
    /// The levels whose waiting sums are added, in this order.
    var added: [Int] = []
    /// The level at which the sum then waits; `nil` where the sum at hand is that of all.
    var stored: Int?
  }

  /// The number of levels at which a sum may wait.
  var levels: Int { max(factors.count - 1, 0) }

  init(count: Int) {
    var factors: [Int] = []
    var rest = count
    var factor = 2
    while rest > 1 {
      while rest.isMultiple(of: factor) {
        factors.append(factor)
        rest /= factor
      }
      factor = factor * factor > rest ? max(rest, factor + 1) : factor + 1
    }
    self.factors = factors.reversed()
  }

  /// What follows the micro-batch `index`, counted from 0; `nil` where the next is added to the sum at hand.
  func carry(after index: Int) -> Carry? {
    var block = factors.first ?? 1
    guard (index + 1).isMultiple(of: block) else { return nil }
    var carry = Carry()
    for level in 0..<levels {
      let parts = factors[level + 1]
      let part = ((index + 1) / block - 1) % parts
      if part > 0 { carry.added.append(level) }
      if part < parts - 1 {
        carry.stored = level
        return carry
      }
      block *= parts
    }
    return carry
  }
}
