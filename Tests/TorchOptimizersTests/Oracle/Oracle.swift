import TorchOptimizers

/// One parameter and its optimizer in plain arrays of doubles: what the tensors must agree with.
struct Oracle {
  /// Where decay enters.
  enum Decay: Sendable {
    /// Into the gradient.
    case coupled
    /// Into the update.
    case decoupled
    /// Into the update, whose length then becomes the weight's (LAMB).
    case scaled
  }

  /// Which centralization: the rows of the table in `Centralization`'s documentation.
  enum Variant: String, CaseIterable, Sendable {
    case none, gradientBefore, gradientAfter, updateBefore, updateAfter

    /// The same in the words of the library.
    func centralization(_ scope: Centralization.Scope) -> Centralization? {
      switch self {
      case .none: nil
      case .gradientBefore: Centralization(scope)
      case .gradientAfter: Centralization(scope, decayOrder: .after)
      case .updateBefore: Centralization(scope, placement: .update)
      case .updateAfter: Centralization(scope, placement: .update, decayOrder: .after)
      }
    }
  }

  let rule: Rule
  let decay: Decay
  let lambda: Double
  let variant: Variant
  /// Every how many steps the weights go back half the way, if at all.
  let lookahead: Int?
  /// The output unit of each element; `nil` where the parameter is not centralized.
  let units: [Int]?
  private let unitCount: Int

  var weight: [Double]
  /// The rule's memory of each element.
  var memory: [Rule.Memory]
  var slow: [Double]
  private(set) var steps = 0
  /// What decided each element of the last update; see ``Rule/update(_:_:_:)``.
  private(set) var decisive: [Double] = []

  init(_ optimizer: OracleOptimizer, _ variant: Variant, weight: [Double], units: [Int]?) {
    (rule, decay, lambda) = (optimizer.rule, optimizer.decay, OracleOptimizer.lambda)
    (lookahead, self.variant, self.units) = (optimizer.lookahead, variant, units)
    unitCount = (units?.max() ?? 0) + 1
    (self.weight, slow) = (weight, weight)
    memory = Array(repeating: (0, 0, 0), count: weight.count)
  }

  /// `w ← w − η·u`, with `u` from the table.
  mutating func step(_ g: [Double], rate: Double) {
    steps += 1
    let u = update(g)
    for i in weight.indices { weight[i] -= rate * u[i] }
    guard let lookahead, steps.isMultiple(of: lookahead) else { return }
    for i in weight.indices { slow[i] += 0.5 * (weight[i] - slow[i]) }
    weight = slow
  }

  private mutating func update(_ g: [Double]) -> [Double] {
    switch (decay, variant) {
    case (.coupled, .none): ruled(decayed(g))
    case (.coupled, .gradientBefore): ruled(phi(decayed(g)))
    case (.coupled, .gradientAfter): ruled(decayed(phi(g)))
    case (.coupled, .updateBefore): phi(ruled(decayed(g)))
    case (.decoupled, .none): decayed(ruled(g))
    case (.decoupled, .gradientBefore), (.decoupled, .gradientAfter): decayed(ruled(phi(g)))
    case (.decoupled, .updateBefore): phi(decayed(ruled(g)))
    case (.decoupled, .updateAfter): decayed(phi(ruled(g)))
    case (.scaled, .none): scaled(decayed(ruled(g)))
    case (.scaled, .gradientBefore), (.scaled, .gradientAfter): scaled(decayed(ruled(phi(g))))
    case (.scaled, .updateBefore): phi(scaled(decayed(ruled(g))))
    case (.coupled, .updateAfter), (.scaled, .updateAfter): preconditionFailure("does not exist")
    }
  }

  private mutating func ruled(_ g: [Double]) -> [Double] {
    var updates = g
    decisive = g
    for i in g.indices {
      (updates[i], decisive[i]) = rule.update(g[i], &memory[i], steps)
    }
    return updates
  }

  private func decayed(_ u: [Double]) -> [Double] { zip(u, weight).map { $0 + lambda * $1 } }

  /// `u` less the mean of its output unit.
  private func phi(_ u: [Double]) -> [Double] {
    guard let units else { return u }
    var sums = Array(repeating: 0.0, count: unitCount)
    var counts = sums
    for i in u.indices {
      sums[units[i]] += u[i]
      counts[units[i]] += 1
    }
    return u.indices.map { u[$0] - sums[units[$0]] / counts[units[$0]] }
  }

  private func scaled(_ u: [Double]) -> [Double] {
    func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let (length, weightLength) = (norm(u), norm(weight))
    return length > 0 && weightLength > 0 ? u.map { $0 * weightLength / length } : u
  }
}
