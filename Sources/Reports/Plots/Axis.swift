import Foundation

/// An axis from one number to another, with round ticks: four or more wherever there are so many numbers.
struct Axis: Hashable {
  let low: Double
  let high: Double
  let ticks: [Double]
  /// Whether equal lengths along it are equal ratios.
  let isLogarithmic: Bool
  private let digits: Int

  /// The fewest ticks: from fewer nobody reads a value.
  static let fewestTicks = 4

  /// An axis over some values and little more, with four to seven ticks at 1, 2, 2.5 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - values: What lies on it; without any it goes from 0 to 1.
  ///   - bounds: What the axis stays within.
  init(over values: [Double], bounds: ClosedRange<Double> = -Double.infinity...Double.infinity) {
    var (least, largest) = Self.ends(of: values, within: bounds)
    if largest <= least {
      // A single value gets some room around it.
      let room = max(abs(least) * 0.1, 0.01)
      (least, largest) = (least - room, largest + room)
    }
    let room = (largest - least) * 0.05
    let (low, high) = (
      max(least - room, bounds.lowerBound), min(largest + room, bounds.upperBound)
    )
    (self.low, self.high, isLogarithmic) = (low, high, false)
    let step = Self.step(low, high)
    ticks = Self.multiples(of: step, low, high)
    digits = Self.digits(of: step)
  }

  /// An axis of whole numbers that ends just at the values, with a tick at its beginning whatever the step.
  ///
  /// - Parameters:
  ///   - values: What lies on it; a single one gets room around it, and is the only tick.
  ///   - apart: How far apart two ticks are at least, as a share of the axis. Up to 0.2 there are four or more
  ///     where there are so many numbers.
  init(wholeOver values: [Double], apart: Double) {
    let (least, largest) = Self.ends(of: values, within: -Double.infinity...Double.infinity)
    (isLogarithmic, digits) = (false, 0)
    guard largest > least else {
      let room = max(0.5, abs(least) * 1e-6)
      (low, high, ticks) = (least - room, least + room, [least])
      return
    }
    (low, high) = (least, largest)
    let length = largest - least
    func spread(_ step: Double) -> [Double]? {
      let all = Self.multiples(of: step, least, largest)
      let later = all.drop { $0 <= least || ($0 - least) / length < apart }
      let isRoomy = all.count < 2 || step / length >= apart
      return isRoomy ? [least] + later : nil
    }
    let fewest = Int(min(length + 1, Double(Self.fewestTicks)))
    let round = Self.wholeSteps(to: length).lazy.compactMap(spread).first ?? []
    // Where round numbers are too few, counted from the first one.
    let counted = Array(
      stride(from: least, through: largest, by: max(1, (apart * length).rounded(.up))))
    self.ticks = round.count >= fewest ? round : counted
  }

  /// An axis of ratios over the values above 0, with ticks at powers of ten; where those are few also between them.
  init(logarithmicOver values: [Double]) {
    let positive = values.filter { $0 > 0 && $0.isFinite }.map {
      min(max($0, 4 * .leastNormalMagnitude), Self.farthest)
    }
    let (least, largest) = (positive.min() ?? 1, positive.max() ?? 1)
    let room = max(pow(largest, 0.05) / pow(least, 0.05), 1.1)
    let (low, high) = (
      max(least / room, .leastNormalMagnitude), min(largest * room, .greatestFiniteMagnitude)
    )
    (self.low, self.high, isLogarithmic, digits) = (low, high, true, 0)
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    func powersOfTen(every count: Int, _ factors: [Double]) -> [Double] {
      powers.filter { $0.isMultiple(of: count) }
        .flatMap { power in factors.map { $0 * pow(10, Double(power)) } }
        .filter { $0 >= low && $0 <= high }
    }
    let choices = [
      powersOfTen(every: max(1, powers.count / 6), [1]), powersOfTen(every: 1, [1]),
      powersOfTen(every: 1, [1, 2, 5]), powersOfTen(every: 1, (1...9).map(Double.init)),
    ]
    self.ticks =
      choices.first { $0.count >= Self.fewestTicks }
      ?? Self.multiples(of: Self.step(low, high), low, high)
  }

  func label(_ tick: Double) -> String {
    if isLogarithmic || digits > 12 || abs(tick) >= 1e9 { return String(format: "%g", tick) }
    // Of an axis of very many steps.
    if digits == 0, high >= 100_000, tick >= 1000, tick.remainder(dividingBy: 1000) == 0 {
      return Table.Value.fixed(tick / 1000, 0, false) + "k"
    }
    return Table.Value.fixed(tick, digits, false).replacing("-", with: "−")
  }

  /// How far along the axis a value lies, from 0 to 1.
  func share(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return value > 0 ? (log(value) - log(low)) / (log(high) - log(low)) : 0
  }

  /// What lies farther out is drawn here: from one end to the other is still a number.
  private static let farthest = Double.greatestFiniteMagnitude / 4
  /// The most multiples that are listed.
  private static let mostMultiples = 64.0

  private static func ends(
    of values: [Double], within bounds: ClosedRange<Double>
  ) -> (Double, Double) {
    let finite = values.filter(\.isFinite).map {
      min(max($0, bounds.lowerBound, -farthest), bounds.upperBound, farthest)
    }
    return (finite.min() ?? 0, finite.max() ?? 1)
  }

  /// The largest step of 1, 2, 2.5 or 5 times a power of ten of which there are enough multiples: then they are
  /// seven at most, as of half of a step there are at most twice as many and one.
  private static func step(_ low: Double, _ high: Double) -> Double {
    let length = max(high - low, .leastNormalMagnitude)
    let power = pow(10, log10(length).rounded(.down))
    let steps = [1, 0.1].flatMap { scale in [5, 2.5, 2, 1].map { $0 * scale * power } }
    return steps.first { multiples(of: $0, low, high).count >= fewestTicks } ?? power / 10
  }

  /// Whole steps in their order, up to one that is as long as the axis.
  private static func wholeSteps(to length: Double) -> [Double] {
    let most = max(1, Int(log10(max(length, 1))) + 1)
    return (0...most).flatMap { power in [1, 2, 5].map { $0 * pow(10, Double(power)) } }
  }

  private static func multiples(of step: Double, _ low: Double, _ high: Double) -> [Double] {
    let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
    // Counted, as at its ends a number may be as large as itself and 1.
    let count = Int(min(max(last - first + 1, 0), mostMultiples))
    return (0..<count).map { (first + Double($0)) * step }
  }

  private static func digits(of step: Double) -> Int {
    (0...12).first { digits in
      let scaled = step * pow(10, Double(digits))
      return abs(scaled - scaled.rounded()) < 1e-6 * max(scaled, 1e-9)
    } ?? 13
  }
}
