/// What a step of classification makes smaller.
public struct Objective: Hashable, Sendable {
  /// The share `ε` of each label that is spread evenly over all classes, in [0, 1); 0 for none.
  ///
  /// The target is `1 − ε` on the class plus `ε/K` on each of the `K`; what is measured in evaluations stays the
  /// cross-entropy of the class itself. Source: Szegedy et al., "Rethinking the Inception Architecture for Computer
  /// Vision", CVPR 2016, section 7, https://arxiv.org/abs/1512.00567.
  public var labelSmoothing = 0.0

  /// The cross-entropy of the class.
  public init() {}
}

extension Objective: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.labelSmoothing, \.labelSmoothing, omitting: 0)
  ]
}

extension OptionName {
  package static let labelSmoothing = OptionName(
    "label-smoothing", .number(.fraction), valueName: "x",
    help: """
      Spread this share of each label over all classes, in [0, 1), while training; test losses are of \
      the labels as they are. (default: 0)
      """)
}
