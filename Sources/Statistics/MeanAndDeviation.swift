/// The mean of some numbers and how far they spread.
public struct MeanAndDeviation: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The standard deviation, with the count less one; absent for a single number.
  public let deviation: Double?

  /// The mean and the deviation of `values`, which must not be empty.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "the mean of no numbers")
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    self.mean = mean
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
  }
}
