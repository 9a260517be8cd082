/// A number of an epoch by which runs are compared, under the name that it has in their files.
///
/// It is the `trainLoss`, or one of the test or held-out training examples, such as `testLoss` and
/// `validationAccuracy`; what it is called for people is said by ``TaskDescription``.
public struct Measure: RawRepresentable, Codable, Hashable, Sendable {
  /// The name.
  public let rawValue: String

  /// The measure of a name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The mean loss over an epoch's steps, while the weights changed.
  public static let trainLoss = Measure(rawValue: "trainLoss")
  /// The test loss less the training loss: how much worse the network does on what it has not seen.
  ///
  /// The loss on the training examples after the epoch is not recorded; the mean over its steps is
  /// somewhat larger, for both arms alike, so that the gap looks smaller than it is.
  public static let lossGap = Measure(rawValue: "lossGap")

  /// A metric of the examples of `part`.
  public init(_ metric: Metric, on part: EvaluatedPart) {
    rawValue = part.rawValue + metric.name.capitalizedFirst
  }

  /// The number in `metrics`; `nil` where the run has none.
  public func value(of metrics: EpochMetrics) -> Double? {
    switch self {
    case .trainLoss: metrics.trainLoss
    case .lossGap: metrics.evaluated["testLoss"].map { $0 - metrics.trainLoss }
    default: metrics.evaluated[rawValue]
    }
  }
}

/// The examples that a network is evaluated on.
public enum EvaluatedPart: String, Codable, CaseIterable, Sendable {
  /// Training examples that were held out, to choose by.
  case validation
  /// What the result is measured on.
  case test
}
