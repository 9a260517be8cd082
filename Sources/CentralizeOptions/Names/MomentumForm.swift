/// How a momentum takes a new gradient in; at one learning rate these are different optimizers.
public enum MomentumForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// `m ← β·m + (1 − d)·g`, as in PyTorch, with the dampening `d`.
  case sum
  /// `m ← β·m + (1 − β)·g`, as in the paper: shorter by `1 − β` than the sum.
  case average

  /// One line for people who choose a form.
  public var summary: String {
    switch self {
    case .sum: "m ← βm + (1 − d)g, as in PyTorch, with the dampening d"
    case .average: "m ← βm + (1 − β)g, as in the paper: a shorter step at the same learning rate"
    }
  }
}
