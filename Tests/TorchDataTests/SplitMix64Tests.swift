import Testing
import TorchData

/// The random generator: the paper's numbers, and fair ones.
@Suite struct SplitMix64Tests {
  @Test func givesTheNumbersOfTheReference() {
    // The first outputs of Vigna's splitmix64.c for the state 1234567, as published in many places.
    var random = SplitMix64(state: 1_234_567)
    #expect(
      (0..<5).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func isFairForGreatBounds() {
    // 2⁶⁴ is 8/3 of this bound. Without rejection, numbers ≡ 0, 1, 2 mod 3 would come 3 : 3 : 2.
    let bound = 3 << 61
    var random = SplitMix64(state: 5)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 {
      let number = random.next(below: bound)
      #expect(number >= 0 && number < bound)
      counts[number % 3] += 1
    }
    // Five standard deviations of a binomial count.
    for count in counts { #expect(abs(count - 10_000) < 410) }
  }

  @Test func reachesEveryNumberBelowASmallBound() {
    var random = SplitMix64(state: 6)
    var counts = [Int](repeating: 0, count: 9)
    for _ in 0..<9_000 { counts[random.next(below: 9)] += 1 }
    for count in counts { #expect(abs(count - 1_000) < 150) }
  }

  @Test func shufflesFairly() {
    var random = SplitMix64(state: 7)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 { counts[random.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    for count in counts.values { #expect(abs(count - 1_000) < 150) }
    #expect(random.permutation(1000).sorted() == Array(0..<1000))
    #expect(random.permutation(0) == [])
  }

  @Test func givesEveryKeyNumbersOfItsOwn() {
    var first: Set<UInt64> = []
    for seed in 0..<8 as Range<UInt64> {
      for epoch in 0..<8 {
        for index in 0..<8 {
          for purpose in [SplitMix64.Purpose.shuffling, .augmentation] {
            var random = SplitMix64(seed: seed, purpose: purpose, epoch: epoch, index: index)
            first.insert(random.next())
          }
        }
      }
    }
    #expect(first.count == 1024)
  }

  @Test func keepsItsOrderForEver() {
    // Runs of older versions can be resumed as long as this order, computed by a few lines of Python from
    // the same definition, stays.
    var random = SplitMix64(seed: 7, purpose: .shuffling, epoch: 3)
    #expect(random.permutation(12) == [9, 1, 3, 6, 4, 8, 7, 5, 10, 0, 2, 11])
  }
}
