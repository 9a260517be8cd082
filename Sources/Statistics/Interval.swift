/// A range that covers the true value in 95 of 100 experiments.
public struct Interval: Codable, Hashable, Sendable {
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double

  /// How often such a range covers the true value.
  public static let level = 0.95

  /// A range between its ends.
  public init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

  /// Whether a value lies within, ends included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Student's interval of the mean: `mean ± t(0.975; n − 1) · deviation / √n`.
  ///
  /// It holds for differences that are normal, which for a few seeds nobody can check.
  ///
  /// - Returns: `nil` for a single value, and where the values do not differ: then the deviation
  ///   says nothing of how far other seeds would lie.
  public static func student(_ values: [Double]) -> Interval? {
    guard let deviation = Spread.deviation(values) else { return nil }
    let half =
      StudentT(count: values.count).quantile((1 + level) / 2) * deviation
      / Double(values.count).squareRoot()
    let mean = MeanAndDeviation(values).mean
    return Interval(low: mean - half, high: mean + half)
  }
}

/// How far values lie apart, where they do.
enum Spread {
  /// The standard deviation; `nil` for one value, and where it is nothing but rounding.
  static func deviation(_ values: [Double]) -> Double? {
    guard let deviation = MeanAndDeviation(values).deviation else { return nil }
    let largest = values.map(abs).max() ?? 0
    return deviation > 1e-12 * largest ? deviation : nil
  }
}
