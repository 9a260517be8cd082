public import Settings
public import Torch

/// Removes from each weight's gradient its mean over the inputs of each output unit.
///
/// For every output unit `i` with `M` inputs:
///
///     u[i] ← u[i] − (1/M) Σⱼ u[i, j]
///
/// Which elements are the inputs is read from the parameter's `Parameter.fanIn`; nothing is
/// guessed from a shape. Biases, gains, embeddings, positions and tokens have no inputs and are left
/// alone, and so is a weight with one input per unit, whose gradient would become zero.
///
/// The place in the chain chooses the variant:
///
/// With a strength `s` below 1 only that part of the mean is removed, `u[i] − s·mean`; the strength
/// times ``Optimizer/centralizationFactor``, which may follow a schedule, is what counts. A parameter's
/// `Parameter.centralizationTag`, set by hand, wins over everything here.
///
/// | chain | meaning | keeps `1ᵀw` |
/// |---|---|---|
/// | decay, centralization, momentum | the authors' `SGD_GC` | yes |
/// | centralization, decay, momentum | the decay keeps its mean | no |
/// | decay, centralization, Adam | the authors' `Adam_GC` | no |
/// | decay, Adam, centralization | on the update | yes |
///
/// Half-precision updates are centralized in float32 and rounded once. Keeps no state.
///
/// Source: Yong et al., "Gradient Centralization: A New Optimization Technique for Deep Neural
/// Networks", ECCV 2020, equation 1, https://arxiv.org/abs/2004.01461.
public struct GradientCentralization: GradientTransform {
  /// `gradientCentralization`.
  public var name: String { "gradientCentralization" }

  /// Which weights are centralized.
  public let scope: Centralization.Scope

  /// The fewest inputs per output unit for which the mean is removed, at least 2: with one input the
  /// gradient would become zero.
  public let minimumFanIn: Int

  /// What the inputs of an output unit are.
  public let fanIn: Centralization.FanInRule

  /// The share of the mean that is removed, in [0, 1].
  public let strength: Double

  /// Over which elements the mean is taken.
  public let axis: Centralization.Axis

  /// Whether what is left is divided by its deviation over the same elements, too.
  public let isScaled: Bool

  /// Centralizes the weights in `scope` of at least `minimumFanIn` inputs, with a strength in [0, 1].
  public init(
    _ scope: Centralization.Scope = .all, minimumFanIn: Int = 2,
    fanIn: Centralization.FanInRule = .layer, strength: Double = 1,
    axis: Centralization.Axis = .input, isScaled: Bool = false
  ) {
    (self.axis, self.isScaled) = (axis, isScaled)
    expect(minimumFanIn >= 2, "minimum fan-in: expected at least 2, found \(minimumFanIn)")
    expect(
      (0...1).contains(strength), "centralization strength: expected 0 to 1, found \(strength)")
    (self.scope, self.minimumFanIn) = (scope, minimumFanIn)
    (self.fanIn, self.strength) = (fanIn, strength)
  }

  /// `u − s·mean(u)` for the weights in scope, or one of its variants.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let strength = strength * context.centralizationFactor
    guard strength > 0 else { return }
    for (i, parameter) in context.parameters.enumerated() {
      if let fanIn = fanIn(of: parameter) {
        updates[i] = centralized(updates[i], fanIn, strength)
      }
    }
  }

  /// `true` for a weight whose whole mean over the inputs is removed, else as before.
  ///
  /// Of rows that sum to zero the means over outputs or all elements sum to zero as well; but divided by
  /// deviations that differ within a row they do not.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool {
    guard verdict(on: parameter).isCentralized else { return before }
    return axis == .input ? before || strength == 1 : before && !isScaled
  }
}

extension GradientCentralization {
  /// What is done to a parameter, and why.
  public enum Verdict: Hashable, Sendable {
    /// Its mean over these inputs is removed.
    case centralized(FanIn)
    /// It is left alone, for this reason.
    case untouched(String)

    /// Whether a mean is removed.
    public var isCentralized: Bool {
      if case .centralized = self { true } else { false }
    }
  }

  /// What a mean is taken over where `parameter` is centralized; `nil` where it is not.
  func fanIn(of parameter: Parameter) -> FanIn? {
    if case .centralized(let fanIn) = verdict(on: parameter) { fanIn } else { nil }
  }

  /// What is done to `parameter`, and why.
  public func verdict(on parameter: Parameter) -> Verdict {
    if scope == .none { return .untouched("centralization is none") }
    switch parameter.centralizationTag {
    case .always(let fanIn): return .centralized(fanIn)
    case .never: return .untouched("tagged by hand as never centralized")
    case nil: break
    }
    let shape = parameter.shape
    if fanIn == .rank, shape.count > 1 {
      let (dims, own) = (Array(1..<shape.count), parameter.fanIn)
      let kind: FanIn.Kind = shape.count > 3 ? .convolution : .linear
      let groups = own?.dims == dims ? own?.groups ?? 1 : 1
      return verdict(on: FanIn(dims: dims, groups: groups, kind: kind), of: shape)
    }
    return switch parameter.role {
    case .bias: .untouched("a bias has no inputs")
    case .gain: .untouched("a gain has no inputs")
    case .embedding: .untouched("an embedding is looked up, not summed over")
    case .position: .untouched("a position is looked up, not summed over")
    case .token: .untouched("a token is itself an input")
    case .weight(let fanIn): verdict(on: fanIn, of: shape)
    }
  }

  private func verdict(on fanIn: FanIn, of shape: [Int]) -> Verdict {
    let count = fanIn.count(in: shape)
    if count <= 1 { return .untouched("one input per output unit: the gradient would become zero") }
    if count < minimumFanIn {
      return .untouched(
        "\(count) inputs per output unit, fewer than the minimum of \(minimumFanIn)")
    }
    if scope == .convolutions && fanIn.kind != .convolution {
      return .untouched("not a convolution")
    }
    return .centralized(fanIn)
  }
}
