import Testing

@testable import TorchDistributed

struct MicroBatchTreeTests {
  /// The sum that a process makes of `count` micro-batches, written out.
  private func written(_ count: Int) -> String {
    let tree = MicroBatchTree(count: count)
    var waiting = [String](repeating: "", count: tree.levels)
    var sum = ""
    for index in 0..<count {
      sum = sum.isEmpty ? "\(index)" : "(\(sum)+\(index))"
      guard let carry = tree.carry(after: index) else { continue }
      for level in carry.added { sum = "(\(waiting[level])+\(sum))" }
      guard let level = carry.stored else { continue }
      (waiting[level], sum) = (sum, "")
    }
    return sum
  }

  @Test func powersOfTwoMakeABalancedTree() {
    #expect(written(1) == "0")
    #expect(written(2) == "(0+1)")
    #expect(written(4) == "((0+1)+(2+3))")
    #expect(written(8) == "(((0+1)+(2+3))+((4+5)+(6+7)))")
  }

  @Test func otherNumbersAreHalvedWhileTheyAreEven() {
    #expect(written(3) == "((0+1)+2)")
    #expect(written(5) == "((((0+1)+2)+3)+4)")
    #expect(written(6) == "(((0+1)+2)+((3+4)+5))")
    #expect(written(9) == "((((0+1)+2)+((3+4)+5))+((6+7)+8))")
    #expect(written(12) == "((((0+1)+2)+((3+4)+5))+(((6+7)+8)+((9+10)+11)))")
  }

  /// The sums of 2ᵏ shares, added as the processes add theirs, are the sum of all.
  @Test(arguments: [2, 4, 6, 8, 12, 20, 24, 40]) func sharesMakeTheSameTree(_ count: Int) {
    var shares = 2
    while count.isMultiple(of: shares) {
      let each = count / shares
      var sums = (0..<shares).map { share in
        written(each).replacing(/\d+/) { "\((Int($0.output) ?? 0) + share * each)" }
      }
      while sums.count > 1 {
        sums = stride(from: 0, to: sums.count, by: 2).map { "(\(sums[$0])+\(sums[$0 + 1]))" }
      }
      #expect(sums[0] == written(count))
      shares *= 2
    }
  }
}
