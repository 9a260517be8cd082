public import Torch

/// Changes parameters along what its chain makes of their gradients.
///
///     let optimizer = Optimizer(
///       model.namedParameters, learningRate: 0.1,
///       WeightDecay(5e-4), GradientCentralization(), Momentum(0.9))
///     loss.backward()
///     optimizer.step()
///     optimizer.zeroGrad()
///
/// Each link replaces the gradients `u`; at the end `w ← w − η·u`. The order of the links is the
/// algorithm: centralization before the momentum acts on the gradient, after it on the update.
/// `SGD`, `Adam` and the like are ready-made chains.
///
/// A parameter without a gradient is left alone. The gradients themselves are not changed, unless
/// ``step(clearingGradients:)`` is asked to clear them. A sparse gradient means the dense one with
/// the same elements, and makes the same step. Parameters of half precision are computed with in
/// float32, and each number is rounded once.
public final class Optimizer {
  /// Parameters that share a learning rate and a chain.
  public struct Group {
    /// The parameters, under the names that their state is saved by.
    public let parameters: [Named<Parameter>]
    /// The factor `η` before the schedule.
    public var learningRate: Double
    /// What is done to the gradients, in this order.
    public let chain: [any GradientTransform]
    /// What is done to the weights after each step, in this order.
    public let following: [any WeightTransform]

    /// A group with a chain of links.
    public init(
      _ parameters: [Named<Parameter>], learningRate: Double, _ chain: [any GradientTransform],
      following: [any WeightTransform] = []
    ) {
      (self.parameters, self.learningRate) = (parameters, learningRate)
      (self.chain, self.following) = (chain, following)
    }

    /// A group with a ready-made chain, and more to be done to the weights after it.
    ///
    /// Traps where names make exceptions of what is centralized: then it takes several, see
    /// ``byScope(_:learningRate:_:following:)``.
    public init(
      _ parameters: [Named<Parameter>], learningRate: Double, _ optimizer: some NamedOptimizer,
      following: [any WeightTransform] = []
    ) {
      self.init(
        parameters, learningRate: learningRate, optimizer.chain,
        following: optimizer.following + following)
    }
  }

  /// The groups, whose learning rates may be changed between steps.
  public var groups: [Group]
  /// The factor on every learning rate, from a `StepFactor` of Settings.
  public var learningRateFactor = 1.0
  /// The factor in [0, 1] on the strength of every ``GradientCentralization``, from a `StepFactor` of Settings.
  public var centralizationFactor = 1.0 {
    didSet {
      expect(
        (0...1).contains(centralizationFactor),
        "centralization factor: expected 0 to 1, found \(centralizationFactor)")
    }
  }

  let parts: [OptimizerPart]
  let stage: GradientStage
  let fused: FusedStep
  let onDevice: DeviceStep
  let isFollowed: Bool
  /// Kept apart, as a warm step on the CPU looks at it and may not ask for memory.
  let firstParameter: Parameter?
  /// What was counted before the last step that was to be made only if all is finite.
  var countsBefore: [OptimizerState.Counts] = []

  /// An optimizer of several groups.
  ///
  /// - Parameters:
  ///   - groups: no parameter may stand in two of them.
  ///   - preceding: links that see the gradients of all groups together, before the groups' own
  ///     chains: clipping by the global norm, for one. They leave the fused step as it is.
  public init(_ groups: [Group], preceding: [any GradientTransform] = []) {
    self.groups = groups
    let whole = OptimizerState(groups.flatMap(\.parameters))
    stage = GradientStage(chain: Chain(preceding), state: whole)
    parts = groups.map(OptimizerPart.init)
    fused = FusedStep(parts)
    onDevice = DeviceStep(parts, stage)
    isFollowed = groups.contains { !$0.following.isEmpty }
    firstParameter = whole.parameters.first?.value
    let names = Set(whole.parameters.map(\.name))
    let parameters = Set(whole.parameters.map { ObjectIdentifier($0.value) })
    expect(
      min(names.count, parameters.count) == whole.parameters.count,
      "a parameter stands in two groups, or twice in one")
  }

  /// An optimizer of one group with a chain of links.
  public convenience init(
    _ parameters: [Named<Parameter>], learningRate: Double, _ chain: any GradientTransform...
  ) { self.init([Group(parameters, learningRate: learningRate, chain)]) }

  /// An optimizer of one group with a ready-made chain, and more to be done to the weights after it.
  public convenience init(
    _ parameters: [Named<Parameter>], learningRate: Double, _ optimizer: some NamedOptimizer,
    following: [any WeightTransform] = []
  ) {
    self.init(
      Group.byScope(parameters, learningRate: learningRate, optimizer, following: following))
  }

  /// Changes every parameter that has a gradient.
  ///
  /// Where a chain is one of the common ones and the tensors allow it, a fused kernel makes the step
  /// in one pass over memory, with the same result. It computes in float32 and so may differ in the
  /// last digits. On other devices than the CPU, links that are ``ElementwiseTransform`` see all parameters of a group
  /// at once, and nobody waits for the device.
  ///
  /// - Parameter clearingGradients: write zeros to the gradients, in the same pass where there is
  ///   one. Otherwise they stay as they are.
  public func step(clearingGradients: Bool = false) {
    guard !isOnDevice else {
      stepOnDevice(clearingGradients: clearingGradients)
      return
    }
    withoutGrad {
      if isFollowed { for part in parts { part.beginFollowing() } }
      stage.step(
        centralizationFactor: centralizationFactor, clearingGradients: clearingGradients
      ) { scale, clears in step(gradientScale: scale, clearingGradients: clears) }
      if isFollowed { for part in parts { part.finishFollowing() } }
    }
  }

  /// The parameters of all groups, and what the links that see them together remember.
  var whole: OptimizerState { stage.state }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in whole.parameters { parameter.value.grad = nil } }

  /// Whether this optimizer keeps `1ᵀw`, the sum over each output unit's inputs of `parameter`, to
  /// rounding: with the ``centralizationFactor`` of now.
  public func keepsWeightMean(of parameter: Parameter) -> Bool {
    centralizationFactor == 1
      && parts.contains { part in
        part.state.parameters.contains { $0.value === parameter }
          && part.chain.hasZeroMean(for: parameter)
      }
  }
}
