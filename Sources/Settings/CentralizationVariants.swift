extension Centralization {
  /// Over which elements of a weight the mean is taken.
  ///
  /// Gradient centralization takes it over the inputs of each output unit. The others are controls: what
  /// implementations compute that guess the inputs from a shape, where they guess wrong.
  public enum Axis: String, CaseIterable, Codable, Hashable, Sendable {
    /// Over the inputs of each output unit: the paper's equation 1.
    case input
    /// Over the outputs of each input, and the positions of a kernel: what a mean over all dimensions but the
    /// first is for a weight that stores its inputs first.
    case output
    /// Over the whole weight.
    case tensor

    /// One line for people who choose one.
    public var summary: String {
      switch self {
      case .input: "over the inputs of each output unit"
      case .output: "over the outputs of each input, as a control"
      case .tensor: "over the whole weight, as a control"
      }
    }
  }

  /// The options of variants, which a record leaves out where they are not used.
  static let variants: [OptionBinding<Self>] = [
    .init(.centralizationAxis, \.axis, omitting: .input),
    .init(.centralizationScale, \.isScaled, omitting: false),
  ]
}

extension OptionName {
  package static let centralizationAxis = centralizing(
    "centralization-axis", .choice(of: Centralization.Axis.self), valueName: "axis",
    help: """
      Take the mean over the inputs of each output unit, or, as controls, over the outputs of each input or \
      the whole tensor. (default: \(Centralization().axis.rawValue))
      """)
  package static let centralizationScale = centralizing(
    "centralization-scale", .invertibleFlag,
    help: "Divide what is left by its deviation over the same elements, too.")
}
