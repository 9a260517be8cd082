import TestSupport
import Testing
import Torch

/// Bounds hold, and mean and deviation are right within five standard errors.
@Suite struct DistributionTests {
  private let count = 100_000

  @Test func uniform() {
    let numbers = Tensor.uniform([count], in: -2..<4, using: Generator(seed: 1))
    #expect(numbers.min().item >= -2 && numbers.max().item < 4)
    #expect(abs(numbers.mean().item - 1) < 5 * 3.0.squareRoot() / Double(count).squareRoot())
    #expect(abs(numbers.variance([0]).item - 3) < 0.05)
  }

  @Test func normal() {
    let numbers = Tensor.normal([count], mean: 2, deviation: 3, using: Generator(seed: 1))
    #expect(abs(numbers.mean().item - 2) < 5 * 3 / Double(count).squareRoot())
    #expect(abs(numbers.variance([0]).item.squareRoot() - 3) < 0.05)
  }

  @Test func bernoulli() {
    let model = Tensor.empty([10, 10, 10, 100], dtype: .float64, memoryFormat: .channelsLast)
    model.requiresGrad = true
    let mask = model.bernoulliLike(0.3, using: Generator(seed: 1))
    #expect(abs(mask.mean().item - 0.3) < 5 * 0.46 / Double(count).squareRoot())
    #expect((mask * mask).isEqual(to: mask), "zeros and ones")
    #expect(mask.dtype == .float64 && mask.strides == model.strides && !mask.requiresGrad)
  }

  @Test func integers() {
    let numbers = Tensor.randomIntegers([count], in: -1..<3, using: Generator(seed: 1))
    #expect(numbers.dtype == .int64)
    let counts = numbers.array(of: Int.self).reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    #expect(counts.keys.sorted() == [-1, 0, 1, 2])
    for number in counts.values { #expect(abs(number - count / 4) < 5 * 137) }
  }

  @Test func permutation() {
    let order = Tensor.permutation(1000, using: Generator(seed: 1)).array(of: Int.self)
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != order.sorted())
  }

  @Test func theSeedIsAllThatMatters() {
    func draws(_ seed: UInt64) -> [[UInt8]] {
      [
        .uniform([9], using: Generator(seed: seed)), .normal([9], using: Generator(seed: seed)),
        .randomIntegers([9], in: 0..<100, using: Generator(seed: seed)),
        .permutation(9, using: Generator(seed: seed)),
        Tensor.zeros([99]).bernoulliLike(0.5, using: Generator(seed: seed)),
      ].map { bytes(of: $0) }
    }
    #expect(draws(1) == draws(1))
    for (one, two) in zip(draws(1), draws(2)) { #expect(one != two) }
  }

  @Test func takesTheType() {
    let generator = Generator(seed: 1)
    #expect(Tensor.uniform([2], dtype: .float64, using: generator).dtype == .float64)
    #expect(Tensor.normal([2], dtype: .float16, using: generator).dtype == .float16)
  }
}
