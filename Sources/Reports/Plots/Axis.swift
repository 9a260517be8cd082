import Foundation

/// An axis from one number to another, with round ticks.
struct Axis: Hashable {
  let low: Double
  let high: Double
  let ticks: [Double]
  /// Whether equal lengths along it are equal ratios.
  let isLogarithmic: Bool
  private let digits: Int

  /// An axis over some values and little more, with ticks at 1, 2 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - values: What lies on it; without any it goes from 0 to 1.
  ///   - most: The most ticks, from 2.
  ///   - isWhole: Whether only whole numbers can be ticks; then it ends just at the values.
  ///   - bounds: What the axis stays within.
  init(
    over values: [Double], most: Int, isWhole: Bool = false,
    bounds: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) {
    let finite = values.filter(\.isFinite).map {
      min(max($0, bounds.lowerBound, -Self.farthest), bounds.upperBound, Self.farthest)
    }
    var (least, largest) = (finite.min() ?? 0, finite.max() ?? 1)
    if largest <= least {
      // A single value gets some room around it.
      let room = isWhole && abs(least) < 1e15 ? 1 : max(abs(least) * 0.1, 0.01)
      (least, largest) = (isWhole ? least : least - room, largest + room)
    }
    let room = isWhole ? 0 : (largest - least) * 0.05
    low = max(least - room, bounds.lowerBound)
    high = min(largest + room, bounds.upperBound)
    let step = Self.step(high - low, most: most, isWhole: isWhole)
    let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
    // Counted, as at its ends a number may be as large as itself and 1.
    let count = Int(min(max(last - first + 1, 0), Double(2 * most)))
    var ticks = (0..<count).map { (first + Double($0)) * step }
    // The first epoch has a tick, whatever the step.
    if isWhole, let tick = ticks.first, tick > low {
      if tick - low < step / 2 { ticks.removeFirst() }
      ticks.insert(low, at: 0)
    }
    self.ticks = ticks
    isLogarithmic = false
    digits = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
  }

  /// What lies farther out is drawn here: from one end to the other is still a number.
  private static let farthest = Double.greatestFiniteMagnitude / 4

  /// An axis of ratios over the values above 0, with ticks at powers of ten; where those are few also at
  /// their double and fivefold.
  init(logarithmicOver values: [Double]) {
    let positive = values.filter { $0 > 0 && $0.isFinite }.map {
      min(max($0, 4 * .leastNormalMagnitude), Self.farthest)
    }
    let (least, largest) = (positive.min() ?? 1, positive.max() ?? 1)
    let room = max(pow(largest, 0.05) / pow(least, 0.05), 1.1)
    (low, high) = (
      max(least / room, .leastNormalMagnitude), min(largest * room, .greatestFiniteMagnitude)
    )
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    let factors: [Double] = powers.count > 4 ? [1] : [1, 2, 5]
    let every = max(1, powers.count / 6)
    let (first, last) = (low, high)
    ticks = powers.filter { $0.isMultiple(of: every) }
      .flatMap { power in factors.map { $0 * pow(10, Double(power)) } }
      .filter { $0 >= first && $0 <= last }
    (isLogarithmic, digits) = (true, 0)
  }

  func label(_ tick: Double) -> String {
    if isLogarithmic || digits > 12 || abs(tick) >= 1e9 { return String(format: "%g", tick) }
    return Table.Value.fixed(tick, digits, false).replacing("-", with: "−")
  }

  /// How far along the axis a value lies, from 0 to 1.
  func share(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return value > 0 ? (log(value) - log(low)) / (log(high) - log(low)) : 0
  }

  private static func step(_ length: Double, most: Int, isWhole: Bool) -> Double {
    let least = max(length, .leastNormalMagnitude) / Double(most - 1)
    let power = pow(10, log10(least).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * 0.999_999 } ?? least
    return isWhole ? max(1, step) : step
  }
}
