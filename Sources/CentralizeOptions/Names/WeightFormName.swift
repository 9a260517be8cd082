/// What the convolutions of a network make of their weights before they use them.
public enum WeightFormName: String, CaseIterable, Codable, Hashable, Sendable {
  /// Nothing.
  case plain
  /// Weight standardization.
  case standardized
  /// Weight norm.
  case normalized

  /// One line for people who choose a form.
  public var summary: String {
    switch self {
    case .plain: "the weights as they are"
    case .standardized: "weight standardization: each output unit with mean 0 and deviation 1"
    case .normalized: "weight norm: each output unit as a length and a direction"
    }
  }
}
