import Statistics
import Testing

struct SignFlipTestTests {
  @Test func equalArmsAreNotUnusual() throws {
    let test = try #require(SignFlipTest([0, 0, 0, 0]))
    #expect(test.pValue == 1)
    #expect(test.lowestPValue == 0.125)
  }

  @Test(arguments: 2...20) func oneWayGivesTheLowest(count: Int) throws {
    // Only the pattern that was seen and its mirror image have the largest sum.
    let differences = (0..<count).map { 0.001 * Double($0 + 1) }
    let test = try #require(SignFlipTest(differences))
    let lowest = 1 / Double(1 << (count - 1))
    #expect(test.pValue == lowest)
    #expect(test.lowestPValue == lowest)
    #expect(test.isExact)
  }

  @Test func doesNotSeeWhichArmComesFirst() throws {
    let differences = [0.3, -0.1, 0.2, 0.15, -0.05, 0.1, 0.1]
    let test = try #require(SignFlipTest(differences))
    #expect(SignFlipTest(differences.map(-)) == test)
    #expect(SignFlipTest(differences.reversed()) == test)
    #expect(SignFlipTest(differences.map { $0 * 100 }) == test)
  }

  @Test func countsPatternsOfEqualSumsInSpiteOfRounding() throws {
    // Of 0.1, 0.2 and −0.3 the sum is 0 but for rounding, and so no pattern is nearer to zero.
    #expect(try #require(SignFlipTest([0.1, 0.2, -0.3])).pValue == 1)
    // |sum| 0.4 of {0.1, 0.2, 0.1}: ±, both ways, nothing else.
    #expect(try #require(SignFlipTest([0.1, 0.2, 0.1])).pValue == 0.25)
    // |sum| 0.2 of {0.1, 0.2, −0.1}: six of the eight; −0.1 + 0.2 − 0.1 = 0 and its mirror are nearer.
    #expect(try #require(SignFlipTest([0.1, 0.2, -0.1])).pValue == 0.75)
  }

  @Test func drawsPatternsOfMoreThanTwentyPairs() throws {
    let one = try #require(SignFlipTest(Array(repeating: 0.5, count: 21)))
    #expect(!one.isExact)
    // One in a million patterns is as far: of those drawn, none.
    #expect(one.pValue == 1e-5)
    #expect(one.lowestPValue == 1e-5)
    let none = try #require(SignFlipTest(Array(repeating: 0, count: 70)))
    #expect(none.pValue == 1)
    // 66 signs, 36 up: P(|S| ≥ 6) for a sum of 66 signs is P(X ≥ 36) + P(X ≤ 30) = 0.5386.
    let differences = (0..<66).map { $0 < 36 ? 1.0 : -1.0 }
    let some = try #require(SignFlipTest(differences))
    #expect(abs(some.pValue - 0.5386) < 0.01)
  }

  @Test func onePairIsNotTested() {
    #expect(SignFlipTest([0.5]) == nil)
    #expect(SignFlipTest([]) == nil)
  }
}
