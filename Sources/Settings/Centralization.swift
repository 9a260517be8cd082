/// Where a ready-made chain centralizes, what, and how much.
///
/// The same settings mean the same in every ``NamedOptimizer``. `η` is the learning rate, `λ` the decay,
/// and `step` what the optimizer makes of a gradient:
///
/// | placement | decay | coupled | decoupled |
/// |---|---|---|---|
/// | gradient | before | `η·step(Φ(∇L + λw))` | `η·(step(Φ(∇L)) + λw)` |
/// | gradient | after | `η·step(Φ(∇L) + λw)` | the same |
/// | update | before | `η·Φ(step(∇L + λw))` | `η·Φ(step(∇L) + λw)` |
/// | update | after | does not exist | `η·(Φ(step(∇L)) + λw)` |
/// | moment | before | Adam alone: `Φ` on its `m` | the same, `+ λw` |
///
/// `1ᵀw` of every centralized unit stays what it was with the update and the decay before, or without
/// decay; and where `step` is linear, as in ``SGD``, with the gradient and a coupled decay before. It
/// does not stay in any other case.
public struct Centralization: Hashable, Sendable {
  /// Which parameters gradient centralization acts on.
  public enum Scope: String, CaseIterable, Codable, Hashable, Sendable {
    /// None: ordinary training.
    case none
    /// Every weight of a layer whose output units sum over inputs: the authors' `GC`.
    case all
    /// The weights of convolutions of any rank only: the authors' `GCC`.
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

  /// Where in the optimizer the operator `Φ` of gradient centralization stands.
  public enum Placement: String, CaseIterable, Codable, Hashable, Sendable {
    /// On the gradient, before momentum and scaling: `GC` in the authors' code.
    case gradient
    /// On the final update, after momentum and scaling: `gc_loc=False` in the authors' code.
    case update
    /// On the mean of gradients alone, and not on that of their squares.
    ///
    /// Sadu, Dubey and Sreeja, "Moment Centralization based Gradient Descent Optimizers for Convolutional
    /// Neural Networks", 2022, https://arxiv.org/abs/2207.09066.
    case moment

    /// One line for people who choose a placement.
    public var summary: String {
      switch self {
      case .gradient: "on the gradient, before momentum and scaling"
      case .update: "on the final update, after momentum and scaling"
      case .moment: "on the mean of gradients, and not on that of their squares"
      }
    }
  }

  /// Whether weight decay is added before or after centralization.
  public enum DecayOrder: String, CaseIterable, Codable, Hashable, Sendable {
    /// Decay first, the authors' order: `Φ(g + λw)`. The sum of each output unit's weights stays as it
    /// was.
    case before
    /// Decay last: `Φ(g) + λw`. The sum of each output unit's weights decays.
    case after

    /// One line for people who choose an order.
    public var summary: String {
      switch self {
      case .before: "the decay is centralized too: Φ(g + λw)"
      case .after: "the decay is added to what was centralized: Φ(g) + λw"
      }
    }
  }

  /// What the inputs of an output unit are.
  public enum FanInRule: String, CaseIterable, Codable, Hashable, Sendable {
    /// What the weight's layer says.
    case layer
    /// All dimensions but the first of whatever has two or more, as in the authors' code: convolutions are those
    /// of more than three dimensions.
    ///
    /// That is right for linear layers and convolutions. Of a transposed convolution, `[in, out, k, k]`, it takes the
    /// outputs for inputs, and it centralizes embeddings and positions too. For comparisons with the authors' numbers.
    case rank

    /// One line for people who choose a rule.
    public var summary: String {
      switch self {
      case .layer: "what the layer sums over"
      case .rank: "all dimensions but the first, as in the authors' code"
      }
    }
  }

  /// Which weights, and whether names make exceptions.
  public var scopes: Scopes
  /// The gradient or the update.
  public var placement: Placement
  /// Whether the decay comes first.
  public var decayOrder: DecayOrder
  /// The fewest inputs per output unit for which the mean is removed, at least 2: with one input
  /// nothing would be left.
  public var minimumFanIn: Int
  /// What the inputs of an output unit are.
  public var fanIn: FanInRule
  /// The share of the mean that is removed, in [0, 1].
  public var strength: Double
  /// Over which elements the mean is taken.
  public var axis: Axis
  /// Whether what is left is divided by its deviation, too.
  public var isScaled: Bool

  /// Which weights whose names make no exception.
  public var scope: Scope { scopes.usual }

  /// By default all weights, on the gradient, after the decay, and the whole mean over the inputs.
  public init(
    _ scope: Scope = .all, placement: Placement = .gradient, decayOrder: DecayOrder = .before,
    minimumFanIn: Int = 2, fanIn: FanInRule = .layer, strength: Double = 1, axis: Axis = .input,
    isScaled: Bool = false, exceptions: [Scopes.Exception] = []
  ) {
    (self.axis, self.isScaled) = (axis, isScaled)
    scopes = Scopes(scope, exceptions)
    (self.placement, self.decayOrder) = (placement, decayOrder)
    (self.minimumFanIn, self.fanIn, self.strength) = (minimumFanIn, fanIn, strength)
  }
}

extension Centralization: Configurable {
  package static let options: [OptionBinding<Self>] =
    [
      .init(.placement, \.placement), .init(.minimumFanIn, \.minimumFanIn),
      .init(.fanIn, \.fanIn, omitting: .layer),
      .init(.centralizationStrength, \.strength),
    ] + variants
}

extension OptionName {
  /// What says which weights are centralized, whatever the optimizer.
  package static let whichAreCentralized: [OptionName] = [
    .centralization, .minimumFanIn, .fanIn,
  ]

  package static let centralization = OptionName(
    "centralization", .form(Centralization.Scopes.self), valueName: "scope",
    help: """
      Which weights are centralized: none, all whose output units sum over inputs, or those of \
      convolutions; or PATTERN=SCOPE for weights by name, with the wildcards of a shell. May be given \
      several times; the last pattern that matches counts. (default: \(Centralization().scopes))
      """)
  package static let placement = centralizing(
    "placement", .choice(of: Centralization.Placement.self),
    help: """
      Centralize the gradient, or the final update after momentum and scaling, or of adam and adamw the \
      mean of gradients alone. (default: \(Centralization().placement.rawValue))
      """)
  package static let decayOrder = centralizing(
    "decay-order", .choice(of: Centralization.DecayOrder.self), valueName: "order",
    help: """
      Add the weight decay before centralization, which then keeps the sum of each unit's weights, \
      or after it. (default: \(Centralization().decayOrder.rawValue))
      """)
  package static let minimumFanIn = centralizing(
    "minimum-fan-in", .wholeNumber(2...1_000_000_000), valueName: "n",
    help: """
      Leave weights with fewer inputs per output unit alone: of n inputs, centralization removes 1/n \
      of the weight's freedom. At least 2. (default: \(Centralization().minimumFanIn))
      """)
  package static let fanIn = centralizing(
    "fan-in", .choice(of: Centralization.FanInRule.self), valueName: "rule",
    help: """
      What the inputs of an output unit are: what its layer sums over, or, by rank, all dimensions but \
      the first, as in the authors' code. (default: \(Centralization().fanIn.rawValue))
      """)
  package static let centralizationStrength = centralizing(
    "centralization-strength", .number(.share), valueName: "x",
    help: """
      Remove this share of the mean, in [0, 1]; below 1 the sum of a unit's weights moves. (default: \
      \(Centralization().strength.inWords))
      """)
  package static let centralizationSchedule = centralizing(
    "centralization-schedule", .form(Schedule.self), valueName: "schedule",
    help: """
      That share over time, in the words of --schedule: cosine takes it to 0. (default: \
      \(Course.usual.centralizationSchedule))
      """)

  static func centralizing(
    _ name: String, _ kind: OptionKind, valueName: String? = nil,
    help: @autoclosure @escaping @Sendable () -> String
  ) -> OptionName {
    OptionName(
      name, kind, valueName: valueName, annulledBy: .value("none", of: "centralization"),
      help: help())
  }
}
