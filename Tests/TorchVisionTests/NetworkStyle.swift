import Testing
import TorchNN

/// A normalization and a weight form, with the name that they have in the fixtures.
struct NetworkStyle: Sendable, CustomTestStringConvertible {
  let normalization: ActivationNorm
  let form: WeightForm

  var testDescription: String { "\(normalization.rawValue)+\(form.rawValue)" }

  static let published = NetworkStyle(normalization: .batch, form: .plain)

  /// Those with values in the fixtures.
  static let all = [
    published,
    NetworkStyle(normalization: .group, form: .plain),
    NetworkStyle(normalization: .layer, form: .plain),
    NetworkStyle(normalization: .batch, form: .standardized),
    NetworkStyle(normalization: .group, form: .standardized),
    NetworkStyle(normalization: .batch, form: .normalized),
  ]
}
