import Statistics
import TestSupport
import ExperimentSupport
import RunRecords
@testable import Reports
import CentralizeOptions
import Foundation
import Testing

struct LandscapeComparisonTests {
  private func smoothness(_ landscape: Landscape) throws -> LandscapeComparison {
    try #require(LandscapeComparison.all(landscape).first { $0.measure == .smoothness })
  }

  private func verdict(_ landscape: Landscape) -> String {
    LandscapeWording(landscape, LandscapeComparison.all(landscape)).verdict
  }

  @Test func theRatioIsTheGeometricMeanOverTheSteps() throws {
    let landscape = try landscape(
      without: [measured(0, [1, 4, 2])], with: [measured(0, [2, 2, 1])])
    let comparison = try smoothness(landscape)
    // 2, ½ and ½: their product is ½.
    #expect(abs((comparison.ratio ?? 0) - pow(0.5, 1.0 / 3)) < 1e-12)
    #expect(comparison.smaller == 2 && comparison.count == 3)
    let means: [Double] = comparison.means.flatMap { $0 }
    #expect(means.count == 2 && near(means[0], 2) && near(means[1], pow(4, 1.0 / 3)))
    #expect(comparison.difference?.verdict == .notTested)
    // Steps 2, 4 and 6 of 6 lie in the first, the third and the last quarter.
    #expect(comparison.quarters.count == 4 && comparison.quarters[1] == nil)
    for (quarter, ratio) in [(0, 2.0), (2, 0.5), (3, 0.5)] {
      #expect(near(comparison.quarters[quarter], ratio))
    }
  }

  @Test func theOtherMeasuresAreRangesOverTheLengths() throws {
    let point = point(1, smoothness: 3, variation: 0.1)
    #expect(abs((LandscapeMeasure.lossVariation.value(at: point) ?? 0) - 0.375) < 1e-12)
    #expect(LandscapeMeasure.gradientChange.value(at: point) == 6)
    #expect(LandscapeMeasure.smoothness.value(at: point) == 3)
    #expect(point.centralizedSmoothness == 1.5)
  }

  @Test func onlyStepsAndSeedsThatBothHaveAreCompared() throws {
    let landscape = try landscape(
      without: [measured(0, [1, 1, 1]), measured(1, [1], failure: "it failed")],
      with: [measured(0, [2, 2]), measured(1, [9])])
    let comparison = try smoothness(landscape)
    #expect(comparison.count == 2 && comparison.ratios.count == 1)
    #expect(abs((comparison.ratio ?? 0) - 2) < 1e-12)
  }

  @Test func theVerdictSaysNoMoreThanTheSeedsShow() throws {
    // Three tests: six seeds with p = 1/32 are not enough, eight with p = 1/128 are.
    #expect(
      verdict(try landscape(seeds: 8, ratio: 0.5))
        == "Smoother with all than with none, over 8 seeds.")
    #expect(
      verdict(try landscape(seeds: 8, ratio: 2))
        == "Not smoother with all: rougher than with none, over 8 seeds.")
    #expect(
      verdict(try landscape(seeds: 6, ratio: 0.5))
        == "No clear difference in smoothness with all and with none, over 6 seeds.")
    #expect(
      verdict(try landscape(seeds: 1, ratio: 0.5)).contains("was smoother with all than with"))
    #expect(
      verdict(try landscape(seeds: 1, ratio: 2)).contains(
        "no smoother with all than with none; one"))
    let failed = try landscape(
      without: [measured(0, [], failure: "it failed")], with: [measured(0, [1])])
    #expect(verdict(failed).hasPrefix("No seed was measured to its end in both arms"))
  }

  @Test func theTheoremIsSaidToHoldOnlyWhereItIsPromised() throws {
    func words(_ asked: OutputShift) throws -> (sentence: String, cell: Table.Value?) {
      let landscape = try landscape(
        without: [measured(0, [1], shift: shift(isPromised: false, off: 0.5))],
        with: [measured(0, [1], shift: asked)])
      let comparisons = LandscapeComparison.all(landscape)
      return (
        LandscapeWording(landscape, comparisons).theorem[0],
        LandscapeTables(landscape, comparisons).theorem.rows.first?[2]
      )
    }
    let holds = try words(shift())
    #expect(holds.sentence.contains("1 of 1 layers, and the theorem holds on each"))
    #expect(holds.cell == .text("holds, to rounding"))
    let none = try words(shift(isPromised: false))
    #expect(none.sentence.contains("makes no promise here"))
    #expect(none.cell == .text("not promised"))
    let broken = try words(shift(off: 1e-3))
    #expect(broken.sentence.contains("broken beyond rounding on conv1.weight"))
    #expect(broken.cell == .text("broken"))
  }
}
