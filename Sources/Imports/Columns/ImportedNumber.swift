import CentralizeOptions
package import Settings

/// A number of an epoch that a column may hold.
package enum ImportedNumber: String, CaseIterable, Hashable, Sendable {
  case epoch, step, trainLoss, testLoss, testAccuracy, validationLoss, validationAccuracy
  case learningRate

  /// The option that names its column.
  package var option: OptionName {
    switch self {
    case .epoch: .epochColumn
    case .step: .stepColumn
    case .trainLoss: .trainLossColumn
    case .testLoss: .testLossColumn
    case .testAccuracy: .testAccuracyColumn
    case .validationLoss: .validationLossColumn
    case .validationAccuracy: .validationAccuracyColumn
    case .learningRate: .rateColumn
    }
  }

  /// Whether it is a share in [0, 1].
  var isShare: Bool { self == .testAccuracy || self == .validationAccuracy }

  /// What an evaluation measures, in the order in which one of them says that an epoch has ended.
  static let evaluated: [ImportedNumber] = [
    .testAccuracy, .testLoss, .validationAccuracy, .validationLoss,
  ]

  /// What columns are called that hold it, as letters and digits alone.
  ///
  /// The names that `torch` examples, timm, Lightning, Keras and the Hugging Face trainer give.
  var usualNames: [String] {
    let train = ["train", "training"]
    let test = ["test"]
    let validation = ["val", "valid", "validation", "eval"]
    return switch self {
    case .epoch: ["epoch"]
    case .step: ["step", "globalstep", "trainerglobalstep"]
    case .trainLoss: Self.names(train, ["loss"]) + ["loss"]
    case .testLoss: Self.names(test, ["loss"])
    case .testAccuracy: Self.names(test, Self.accuracies)
    case .validationLoss: Self.names(validation, ["loss"])
    case .validationAccuracy: Self.names(validation, Self.accuracies)
    case .learningRate: ["lr", "learningrate", "lrsgd", "lradam", "lradamw"]
    }
  }

  private static let accuracies = ["accuracy", "acc", "acc1", "top1"]

  private static func names(_ parts: [String], _ metrics: [String]) -> [String] {
    parts.flatMap { part in metrics.flatMap { [part + $0, $0 + part] } }
  }
}
