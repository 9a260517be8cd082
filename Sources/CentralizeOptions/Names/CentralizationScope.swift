/// Which parameters gradient centralization acts on.
public enum CentralizationScope: String, CaseIterable, Codable, Hashable, Sendable {
  /// None: ordinary training.
  case none
  /// Every weight of a layer whose output units sum over inputs.
  case all
  /// The weights of convolutions only.
  case convolutions

  /// One line for people who choose a scope.
  public var summary: String {
    switch self {
    case .none: "no centralization"
    case .all: "every weight whose output units sum over inputs"
    case .convolutions: "the weights of convolutions only"
    }
  }
}
