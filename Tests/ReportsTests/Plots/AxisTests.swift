import TestSupport
import ExperimentSupport
@testable import Reports
import Testing

struct AxisTests {
  @Test func hasRoundTicks() {
    let axis = Axis(over: [0.43, 1.47], most: 6)
    #expect(axis.ticks.map(axis.label) == ["0.5", "1.0", "1.5"])
    #expect(axis.low < 0.43 && axis.high > 1.47)
  }

  @Test(arguments: [(0.0, 1.0), (-3, 17), (1e-7, 2e-7), (75.25, 76), (0.001, 90_000)])
  func hasSomeTicksAndNotTooMany(low: Double, high: Double) {
    let axis = Axis(over: [low, high], most: 6)
    #expect((2...6).contains(axis.ticks.count))
    #expect(axis.ticks.allSatisfy { axis.low <= $0 && $0 <= axis.high })
    #expect(Set(axis.ticks.map(axis.label)).count == axis.ticks.count)
  }

  @Test func epochsAreWholeNumbers() {
    func labels(_ last: Double) -> [String] {
      let axis = Axis(over: [1, last], most: 8, isWhole: true)
      return axis.ticks.map(axis.label)
    }
    #expect(labels(3) == ["1", "2", "3"])
    #expect(labels(30) == ["1", "5", "10", "15", "20", "25", "30"])
    #expect(labels(200) == ["1", "50", "100", "150", "200"])
    // A run of one epoch.
    #expect(labels(1) == ["1", "2"])
  }

  @Test func staysWithinItsBounds() {
    let axis = Axis(over: [60, 105], most: 6, bounds: 0...100)
    #expect(axis.high == 100)
    #expect(axis.ticks.last == 100)
  }

  @Test func oneValueAndNoneHaveRoom() {
    #expect(near(Axis(over: [0.5, 0.5], most: 6).share(0.5), 0.5))
    #expect(Axis(over: [0, 0], most: 6).ticks.count >= 2)
    #expect(Axis(over: [], most: 6).share(0.5) == 0.5)
    #expect(Axis(over: [.nan, 1, 2], most: 6).low > 0.5)
  }

  /// From one end of the numbers to the other is farther than any number.
  @Test(arguments: [
    [-1e308, 1e308], [1e308, 1.7e308], [-1.7e308, .leastNonzeroMagnitude], [1e17, 1e17 + 32],
    [.leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude],
  ])
  func endsForAnyNumbers(_ values: [Double]) {
    for axis in [
      Axis(over: values, most: 6), Axis(over: values, most: 6, bounds: 0...100),
      Axis(over: values, most: 8, isWhole: true), Axis(logarithmicOver: values),
    ] {
      #expect(axis.low < axis.high && axis.low.isFinite && axis.high.isFinite)
      #expect(axis.ticks.count <= 16 && axis.ticks.allSatisfy(\.isFinite))
      #expect(values.allSatisfy { !axis.share($0).isNaN })
      #expect(axis.ticks.map(axis.label).allSatisfy { $0.count < 24 })
    }
  }

  @Test func aLogarithmicAxisHasPowersOfTen() {
    let wide = Axis(logarithmicOver: [0.02, 300, 0, -1, .infinity])
    #expect(wide.ticks.map(wide.label) == ["0.1", "1", "10", "100"])
    #expect(wide.low < 0.02 && wide.low > 0.01 && wide.high > 300 && wide.high < 600)
    #expect(abs(wide.share(1) - wide.share(0.1) - (wide.share(100) - wide.share(10))) < 1e-12)
    #expect(wide.share(wide.low) == 0 && abs(wide.share(wide.high) - 1) < 1e-12)
    #expect(wide.share(0) == 0 && wide.share(-1) == 0)
    let narrow = Axis(logarithmicOver: [1.5, 30])
    #expect(narrow.ticks.map(narrow.label) == ["2", "5", "10", "20"])
    #expect(Axis(logarithmicOver: []).low < Axis(logarithmicOver: []).high)
  }
}
