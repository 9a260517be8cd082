import Statistics
import Testing

struct StatisticsTests {
  @Test func theDeviationHasTheCountLessOne() {
    // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7.
    let summary = MeanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(summary.mean == 5)
    #expect(abs((summary.deviation ?? 0) - 2.138089935299395) < 1e-15)
  }

  @Test func oneNumberHasNoDeviation() {
    let summary = MeanAndDeviation([3.5])
    #expect(summary.mean == 3.5)
    #expect(summary.deviation == nil)
  }

  @Test func equalNumbersDoNotDeviate() {
    #expect(MeanAndDeviation([2, 2, 2]).deviation == 0)
  }
}
