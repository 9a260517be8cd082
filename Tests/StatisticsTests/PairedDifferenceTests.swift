import TestSupport
import Statistics
import Testing

struct PairedDifferenceTests {
  @Test func onePairSaysNothingOfOthers() {
    let difference = PairedDifference([0.25])
    #expect(difference.mean == 0.25)
    #expect(difference.deviation == nil)
    #expect(difference.student == nil)
    #expect(difference.bootstrap == nil)
    #expect(difference.test == nil)
    #expect(difference.smallestVisible == nil)
    #expect(difference.verdict == .notTested)
  }

  @Test func equalDifferencesHaveNoInterval() {
    // Six times 0.1: the deviation of the rounded numbers is nothing to rely on.
    let difference = PairedDifference(Array(repeating: 0.1, count: 6))
    #expect(difference.student == nil)
    #expect(difference.bootstrap == nil)
    #expect(difference.smallestVisible == nil)
    #expect(difference.test?.pValue == 0.03125)
    #expect(difference.verdict == .higher)
    #expect(PairedDifference(Array(repeating: 0, count: 6)).verdict == .noDifferenceShown)
  }

  @Test func fiveSeedsCannotShowADifference() {
    // The interval is far from 0, but 2⁻⁴ is not below 0.05.
    let difference = PairedDifference([0.5, 0.501, 0.502, 0.499, 0.5])
    #expect(difference.student?.contains(0) == false)
    #expect(difference.test?.pValue == 0.0625)
    #expect(difference.verdict == .noDifferenceShown)
  }

  @Test func theIntervalHasASay() {
    // Six differences of one sign, p = 0.03125, but one so large that the interval includes 0.
    let difference = PairedDifference([0.01, 0.01, 0.01, 0.01, 0.01, 1])
    #expect(difference.student?.contains(0) == true)
    #expect(difference.test?.pValue == 0.03125)
    #expect(difference.verdict == .noDifferenceShown)
  }

  @Test func swappingTheArmsTurnsEverythingRound() throws {
    let differences = [-0.03, -0.01, -0.02, -0.04, -0.02, -0.05, -0.03]
    let (down, up) = (PairedDifference(differences), PairedDifference(differences.map(-)))
    #expect((down.verdict, up.verdict) == (.lower, .higher))
    let (low, high) = (try #require(down.student), try #require(up.student))
    #expect(near(low.low, -high.high))
    #expect(near(low.high, -high.low))
    // The differences lie on a grid: many resamples have the mean of the sample but for rounding.
    let (downwards, upwards) = (try #require(down.bootstrap), try #require(up.bootstrap))
    #expect(near(downwards.low, -upwards.high))
    #expect(near(downwards.high, -upwards.low))
    #expect(down.test == up.test)
    #expect(down.smallestVisible == up.smallestVisible)
  }
}
