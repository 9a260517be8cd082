/// Follows a running sum or average of the updates.
///
/// Two forms are in use, and at the same learning rate they are different optimizers:
///
///     sum:      m ← β·m + (1 − d)·u     PyTorch and the authors' code; d is the dampening
///     average:  m ← β·m + (1 − β)·u     the paper's algorithm 1
///
/// With `d = 0` the sum is `1/(1 − β)` times the average, so it takes a learning rate that many
/// times smaller. Like PyTorch, the sum starts with the first update itself, undampened.
///
/// With Nesterov's form the update is `u + β·m` (for the average, `(1 − β)·u + β·m`), else `m`.
/// Sources: Sutskever et al., "On the importance of initialization and momentum", ICML 2013; Yong
/// et al., ECCV 2020, algorithm 1.
public struct Momentum: Hashable, Sendable {
  /// How a momentum takes a new gradient in; at one learning rate these are different optimizers.
  public enum Form: String, CaseIterable, Codable, Hashable, Sendable {
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

  /// The factor `β` on the past, in [0, 1).
  public var decay: Double
  /// How a new update enters.
  public var form: Form
  /// The dampening `d` of a sum, in [0, 1]; 0 for an average.
  public var dampening: Double
  /// Whether the update is Nesterov's.
  public var isNesterov: Bool

  /// Momentum with the factor `decay`, `β` in [0, 1), on the past.
  public init(_ decay: Double, form: Form = .sum, dampening: Double = 0, nesterov: Bool = false) {
    precondition((0..<1).contains(decay), "momentum: expected 0 to below 1, found \(decay)")
    precondition(
      form == .sum || dampening == 0, "dampening: expected 0 for an average, found \(dampening)")
    (self.decay, self.form, self.dampening) = (decay, form, dampening)
    isNesterov = nesterov
  }
}

extension Momentum: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.momentum, \.decay), .init(.momentumForm, \.form), .init(.dampening, \.dampening),
    .init(.nesterov, \.isNesterov),
  ]
}

extension OptionName {
  package static let momentum = own("momentum", .number(.fraction), "the momentum β, in [0, 1).")
  package static let momentumForm = own(
    "momentum-form", .choice(of: Momentum.Form.self), valueName: "form",
    """
    take a gradient in as it is (sum, as in PyTorch), or times 1 − β (average, as in the paper), \
    whose steps are shorter at the same learning rate.
    """)
  package static let dampening = own(
    "dampening", .number(.share), "the dampening of the momentum, in [0, 1].")
  package static let nesterov = own(
    "nesterov", .invertibleFlag, valueName: nil, "Nesterov's momentum, which looks one step ahead.")
}
