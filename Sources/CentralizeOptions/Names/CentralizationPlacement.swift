/// Where in the optimizer the operator `Φ` of gradient centralization stands.
public enum CentralizationPlacement: String, CaseIterable, Codable, Hashable, Sendable {
  /// On the gradient, before momentum and scaling.
  case gradient
  /// On the final update, after momentum and scaling.
  case update

  /// One line for people who choose a placement.
  public var summary: String {
    switch self {
    case .gradient: "on the gradient, before momentum and scaling"
    case .update: "on the final update, after momentum and scaling"
    }
  }
}
