import TestSupport
import ExperimentSupport
import CentralizeOptions
@testable import Reports
import RunRecords
import Foundation
import Testing

struct LevelReachedTests {
  private func curve(_ values: [Double], _ times: [Double] = [1, 2, 3]) -> LevelReached.Curve {
    LevelReached.Curve(values: values, times: times)
  }

  @Test func isBetweenTheEndsOfEpochs() {
    // From 0.8 at 1 to 0.4 at 2: 0.5 is reached three quarters of the way.
    #expect(near(curve([0.8, 0.4, 0.2]).time(of: 0.5, isRising: false), 1.75))
    #expect(near(curve([0.2, 0.6, 0.8], [10, 30, 40]).time(of: 0.5, isRising: true), 25))
    #expect(curve([0.8, 0.4, 0.2]).time(of: 0.9, isRising: false) == 1)
    #expect(curve([0.8, 0.4, 0.2]).time(of: 0.1, isRising: false) == nil)
  }

  @Test func theReferenceEndIsTheDefault() throws {
    let reached = try #require(
      LevelReached(
        .trainLoss, level: nil, isRising: false,
        reference: [curve([0.8, 0.6, 0.4]), curve([0.8, 0.6, 0.5])],
        other: [curve([0.8, 0.45, 0.1]), curve([0.8, 0.6, 0.55])]))
    #expect(near(reached.level, 0.45))
    #expect(reached.isReferenceEnd)
    // The first run is at 0.45 three quarters into its third epoch, the second never.
    #expect(near(reached.reference[0], 2.75))
    #expect(reached.reference[1] == nil)
    #expect(reached.other[1] == nil)
    // The second pair never gets there: that of the first alone would say too much.
    #expect(near(reached.other[0], 2))
    #expect(reached.speedUp == nil && reached.pairsThere == 1)
    // The mean curves: 0.45 at the end of the reference, and 0.525 to 0.325 of the other.
    #expect(near(reached.referenceMean, 3))
    #expect(near(reached.otherMean, 2.375))
    #expect(near(reached.speedUpOfMeans, 3 / 2.375))
  }

  @Test func theSpeedUpTurnsRoundWithTheArms() throws {
    let (a, b) = (
      [curve([1, 0.5, 0]), curve([1, 0.25, 0])], [curve([1, 0.8, 0]), curve([1, 1, 0])]
    )
    let there = try #require(
      LevelReached(.trainLoss, level: 0.4, isRising: false, reference: a, other: b))
    let back = try #require(
      LevelReached(.trainLoss, level: 0.4, isRising: false, reference: b, other: a))
    #expect(near(there.speedUp.map { 1 / $0 }, try #require(back.speedUp)))
  }

  @Test func levelsThatNobodyReachesHaveNoSpeedUp() throws {
    let reached = try #require(
      LevelReached(
        .testAccuracy, level: 0.9, isRising: true, reference: [curve([0, 0.5, 0.6])],
        other: [curve([0, 0.5, 0.8])]))
    #expect(reached.speedUp == nil)
    #expect(reached.speedUpOfMeans == nil)
    #expect(!reached.isReferenceEnd)
  }
}
