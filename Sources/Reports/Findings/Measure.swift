public import RunRecords
import CentralizeOptions

/// A number of a run that the arms are compared by.
public enum Measure: String, CaseIterable, Codable, Sendable {
  /// The accuracy on the test images.
  case testAccuracy
  /// The mean loss over an epoch's steps, while the weights changed.
  case trainLoss
  /// The loss on the test images.
  case testLoss
  /// The test loss less the training loss: how much worse the network does on what it has not seen.
  ///
  /// The loss on the training images after the epoch is not recorded; the mean over its steps is
  /// somewhat larger, for both arms alike, so that the gap looks smaller than it is.
  case lossGap
  /// The accuracy on held-out training images.
  case validationAccuracy
  /// The loss on held-out training images.
  case validationLoss

  /// What a result rests on: the test accuracy after the last epoch.
  public static let headline = Measure.testAccuracy

  /// The number in `metrics`; `nil` where the run has none.
  public func value(of metrics: EpochMetrics) -> Double? {
    switch self {
    case .testAccuracy: metrics.testAccuracy
    case .trainLoss: metrics.trainLoss
    case .testLoss: metrics.testLoss
    case .lossGap: metrics.testLoss.map { $0 - metrics.trainLoss }
    case .validationAccuracy: metrics.validationAccuracy
    case .validationLoss: metrics.validationLoss
    }
  }

  /// The name for people.
  public var title: String {
    switch self {
    case .testAccuracy: "test accuracy"
    case .trainLoss: "training loss"
    case .testLoss: "test loss"
    case .lossGap: "test loss − training loss"
    case .validationAccuracy: "validation accuracy"
    case .validationLoss: "validation loss"
    }
  }

  /// Whether more is better.
  public var isAccuracy: Bool { self == .testAccuracy || self == .validationAccuracy }

  /// What follows a value for people: accuracies are shown in percent.
  public var unit: String { isAccuracy ? "%" : "" }

  /// What a value is multiplied by to be shown.
  var scale: Double { isAccuracy ? 100 : 1 }

  /// The digits after the point of a value that is shown.
  var digits: Int { isAccuracy ? 2 : 4 }
}
