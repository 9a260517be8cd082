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
/// ``SGD``, ``Adam``, ``AdamW`` and ``Adagrad`` are ready-made chains.
///
/// A parameter without a gradient is left alone. The gradients themselves are not changed.
public final class Optimizer {
  /// Parameters that share a learning rate and a chain.
  public struct Group {
    /// The parameters, under the names that their state is saved by.
    public let parameters: [Named<Parameter>]
    /// The factor `η` before the schedule.
    public var learningRate: Double
    /// What is done to the gradients, in this order.
    public let chain: [any GradientTransform]

    /// A group with a chain of links.
    public init(
      _ parameters: [Named<Parameter>], learningRate: Double, _ chain: [any GradientTransform]
    ) {
      (self.parameters, self.learningRate, self.chain) = (parameters, learningRate, chain)
    }

    /// A group with a ready-made chain.
    public init(
      _ parameters: [Named<Parameter>], learningRate: Double, _ recipe: some OptimizerRecipe
    ) {
      self.init(parameters, learningRate: learningRate, recipe.chain)
    }
  }

  /// The groups, whose learning rates may be changed between steps.
  public var groups: [Group]
  /// The factor on every learning rate, from a ``Schedule``.
  public var learningRateFactor = 1.0

  private let preceding: [any GradientTransform]
  private let whole: OptimizerState
  private let states: [OptimizerState]

  /// An optimizer of several groups.
  ///
  /// - Parameters:
  ///   - groups: no parameter may stand in two of them.
  ///   - preceding: links that see the gradients of all groups together, before the groups' own
  ///     chains: clipping by the global norm, for one.
  public init(_ groups: [Group], preceding: [any GradientTransform] = []) {
    (self.groups, self.preceding) = (groups, preceding)
    whole = OptimizerState(groups.flatMap(\.parameters))
    states = groups.map { OptimizerState($0.parameters) }
    let names = Set(whole.parameters.map(\.name))
    let parameters = Set(whole.parameters.map { ObjectIdentifier($0.value) })
    precondition(
      min(names.count, parameters.count) == whole.parameters.count,
      "a parameter stands in two groups, or twice in one")
  }

  /// An optimizer of one group with a chain of links.
  public convenience init(
    _ parameters: [Named<Parameter>], learningRate: Double, _ chain: any GradientTransform...
  ) {
    self.init([Group(parameters, learningRate: learningRate, chain)])
  }

  /// An optimizer of one group with a ready-made chain.
  public convenience init(
    _ parameters: [Named<Parameter>], learningRate: Double, _ recipe: some OptimizerRecipe
  ) {
    self.init([Group(parameters, learningRate: learningRate, recipe)])
  }

  /// Changes every parameter that has a gradient.
  public func step() {
    withoutGrad {
      var updates = run(preceding, on: gradients, in: whole)
      for (group, state) in zip(groups, states) {
        let own = updates.prefix(state.parameters.count)
        updates.removeFirst(state.parameters.count)
        let rate = group.learningRate * learningRateFactor
        for (parameter, update) in zip(
          state.parameters, run(group.chain, on: Array(own), in: state))
        {
          if let update { parameter.value.add(update, alpha: -rate) }
        }
      }
    }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    for parameter in whole.parameters { parameter.value.grad = nil }
  }

  private var gradients: [Tensor?] { whole.parameters.map { $0.value.grad } }

  /// What `chain` makes of the gradients that are there.
  private func run(
    _ chain: [any GradientTransform], on gradients: [Tensor?], in state: OptimizerState
  ) -> [Tensor?] {
    let ready = gradients.indices.filter { gradients[$0] != nil }
    for index in ready { state.steps[index] += 1 }
    var updates = ready.compactMap { gradients[$0] }
    for (link, name) in zip(chain, names(of: chain)) {
      link.transform(&updates, in: TransformContext(state, ready: ready, link: name))
    }
    var result = gradients
    for (index, update) in zip(ready, updates) { result[index] = update }
    return result
  }

  /// The links' names, numbered where one stands more than once.
  private func names(of chain: [any GradientTransform]) -> [String] {
    var seen: [String: Int] = [:]
    return chain.map { link in
      seen[link.name, default: 0] += 1
      let count = seen[link.name, default: 1]
      return count == 1 ? link.name : "\(link.name)\(count)"
    }
  }
}

extension Optimizer {
  /// Everything that the next steps depend on, by parameter name.
  ///
  /// Step counts are called `steps/NAME`, the links' memory `LINK.SLOT/NAME`, and `preceding.` comes
  /// before those of the links that see all groups. The learning rates are not in it.
  public var state: [(name: String, tensor: Tensor)] {
    let common = preceding.isEmpty ? [] : whole.entries
    return states.flatMap(\.entries) + common.map { ("preceding.\($0.name)", $0.tensor) }
  }

  /// Takes back what ``state`` gave, on an optimizer of the same parameters and chains.
  ///
  /// The next step is then bit for bit the one that the saved optimizer would have made. All or
  /// nothing: when an entry does not fit, nothing is changed.
  public func restore(_ entries: [String: Tensor]) throws(OptimizerStateError) {
    var places: [(OptimizerState.Place, Tensor)] = []
    for (key, tensor) in entries.sorted(by: { $0.key < $1.key }) {
      guard let place = place(of: key, for: tensor) else {
        throw .unfit(key: key, shape: tensor.shape)
      }
      places.append((place, tensor))
    }
    for state in states + [whole] { state.clear() }
    for (place, tensor) in places { place.restore(tensor) }
  }

  /// Where a saved tensor belongs; `nil` if no parameter and no link here has such a one.
  private func place(of key: String, for tensor: Tensor) -> OptimizerState.Place? {
    let isPreceding = key.hasPrefix("preceding.")
    let path = isPreceding ? String(key.dropFirst("preceding.".count)) : key
    let candidates =
      isPreceding ? [(whole, preceding)] : zip(states, groups).map { ($0, $1.chain) }
    for (state, chain) in candidates {
      if let place = state.place(of: path, for: tensor, links: names(of: chain)) { return place }
    }
    return nil
  }
}

/// Why saved state does not fit an optimizer.
public enum OptimizerStateError: Error, Equatable, CustomStringConvertible {
  /// No parameter of this name and shape, or no link with such a memory, is here.
  case unfit(key: String, shape: [Int])

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .unfit(let key, let shape):
      "the saved optimizer state \(key) of shape \(shape) belongs to no parameter of this model, "
        + "or to another optimizer"
    }
  }
}
