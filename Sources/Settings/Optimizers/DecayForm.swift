/// Where in an optimizer its weight decay acts.
public enum DecayForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// Added to the gradient: `λw` goes through momentum and scaling like the rest.
  case coupled
  /// Subtracted from the weight itself, beside the update.
  case decoupled
  /// Added to the update, and scaled with it to the length of the weight.
  case scaled

  /// One line for people who compare optimizers.
  public var summary: String {
    switch self {
    case .coupled: "λw is added to the gradient, and goes through momentum and scaling"
    case .decoupled: "λw is added to the finished update"
    case .scaled: "λw is added to the update before that is scaled to the length of the weight"
    }
  }
}
