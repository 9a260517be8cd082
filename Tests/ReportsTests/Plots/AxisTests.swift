import TestSupport
import ExperimentSupport
@testable import Reports
import Testing

struct AxisTests {
  @Test func hasRoundTicks() {
    let axis = Axis(over: [0.43, 1.47])
    #expect(axis.ticks.map(axis.label) == ["0.50", "0.75", "1.00", "1.25", "1.50"])
    #expect(axis.low < 0.43 && axis.high > 1.47)
    let negative = Axis(over: [-0.9, 0.4])
    #expect(negative.ticks.map(negative.label) == ["−0.75", "−0.50", "−0.25", "0.00", "0.25"])
  }

  @Test(arguments: [(0.0, 1.0), (-3, 17), (1e-7, 2e-7), (75.25, 76), (0.001, 90_000)])
  func hasEnoughTicksAndNotTooMany(low: Double, high: Double) {
    for scale in stride(from: 1, through: 10, by: 0.37) {
      let axis = Axis(over: [low * scale, high * scale])
      #expect((4...7).contains(axis.ticks.count), "\(axis.ticks)")
      #expect(axis.ticks.allSatisfy { axis.low <= $0 && $0 <= axis.high })
      #expect(Set(axis.ticks.map(axis.label)).count == axis.ticks.count)
    }
  }

  private func labels(_ first: Double, _ last: Double, apart: Double = 0.09) -> [String] {
    let axis = Axis(wholeOver: [first, last], apart: apart)
    return axis.ticks.map(axis.label)
  }

  @Test func epochsAreWholeNumbers() {
    #expect(labels(1, 2) == ["1", "2"])
    #expect(labels(1, 3) == ["1", "2", "3"])
    #expect(labels(1, 30) == ["1", "5", "10", "15", "20", "25", "30"])
    #expect(
      labels(1, 200) == ["1", "20", "40", "60", "80", "100", "120", "140", "160", "180", "200"])
    #expect(labels(1, 200, apart: 0.15) == ["1", "50", "100", "150", "200"])
    #expect(labels(0, 200_000, apart: 0.2) == ["0", "50k", "100k", "150k", "200k"])
    // A run of one epoch has no second one.
    #expect(labels(1, 1) == ["1"])
    let single = Axis(wholeOver: [1, 1], apart: 0.1)
    #expect(near(single.share(1), 0.5))
  }

  @Test func whereverEpochsBeginAndEndTicksAreEnoughAndApart() {
    for low in [0, 1, 2, 3, 4, 7, 19, 50, 391] {
      for length in Array(1...400) + [1999, 23_456, 234_375] {
        for apart in [0.08, 0.125, 0.2] {
          let axis = Axis(wholeOver: [Double(low), Double(low + length)], apart: apart)
          let ticks = axis.ticks
          let fewest = min(length + 1, 4)
          #expect(ticks.count >= fewest, "\(low) to \(low + length), \(apart): \(ticks)")
          #expect(ticks.first == Double(low) && ticks.allSatisfy { $0 == $0.rounded() })
          #expect(
            zip(ticks, ticks.dropFirst()).allSatisfy {
              ($1 - $0) / Double(length) >= min(apart, 1 / Double(length)) * 0.999
            }, "\(low) to \(low + length), \(apart): \(ticks)")
        }
      }
    }
  }

  @Test func staysWithinItsBounds() {
    let axis = Axis(over: [60, 105], bounds: 0...100)
    #expect(axis.high == 100)
    #expect(axis.ticks == [60, 70, 80, 90, 100])
  }

  @Test func oneValueAndNoneHaveRoom() {
    #expect(near(Axis(over: [0.5, 0.5]).share(0.5), 0.5))
    #expect(Axis(over: [0, 0]).ticks.count >= 2)
    #expect(Axis(over: []).share(0.5) == 0.5)
    #expect(Axis(over: [.nan, 1, 2]).low > 0.5)
  }

  /// From one end of the numbers to the other is farther than any number.
  @Test(arguments: [
    [-1e308, 1e308], [1e308, 1.7e308], [-1.7e308, .leastNonzeroMagnitude], [1e17, 1e17 + 32],
    [.leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude],
  ])
  func endsForAnyNumbers(_ values: [Double]) {
    for axis in [
      Axis(over: values), Axis(over: values, bounds: 0...100),
      Axis(wholeOver: values, apart: 0.1), Axis(logarithmicOver: values),
    ] {
      #expect(axis.low < axis.high && axis.low.isFinite && axis.high.isFinite)
      #expect(axis.ticks.count <= 64 && axis.ticks.allSatisfy(\.isFinite))
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
    for most in [1.2, 2, 5, 9, 40, 700, 4e4, 1e9, 1e200] {
      let axis = Axis(logarithmicOver: [1, most])
      #expect((4...12).contains(axis.ticks.count), "\(axis.ticks)")
      #expect(Set(axis.ticks.map(axis.label)).count == axis.ticks.count)
    }
    #expect(Axis(logarithmicOver: []).low < Axis(logarithmicOver: []).high)
  }
}
