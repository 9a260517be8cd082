import Torch

/// The second implementation of the common chains: all parameters in one pass over memory.
///
/// A plan is made in the first step, of the parameters that have a gradient then, and again of those
/// and more when another one gets its first gradient, one gets another role or tag, or the state is
/// restored. A warm step allocates nothing.
final class FusedStep {
  /// Where a parameter stands.
  private enum Place: Equatable {
    /// It has not had a gradient yet.
    case waiting
    case entry(Int)
    case excluded
  }

  /// What a verdict hangs on and that may be set by hand between steps.
  private struct Settings: Equatable {
    let role: Parameter.Role
    let tag: Parameter.CentralizationTag?

    init(_ parameter: Parameter) { (role, tag) = (parameter.role, parameter.centralizationTag) }
  }

  private let parts: [OptimizerPart]
  private let chains: [FusedChain?]
  private var places: [[Place]]
  private var settings: [[Settings]]
  private var plan: FusedStepPlan?
  private var hasExcluded = false

  init(_ parts: [OptimizerPart]) {
    self.parts = parts
    chains = parts.map(\.fusedChain)
    (places, settings) = ([], [])
    invalidate()
  }

  /// Forgets the plan, because the slots are others, or what is centralized.
  func invalidate() {
    plan = nil
    settings = parts.map { $0.state.parameters.map { Settings($0.value) } }
    places = zip(parts, chains).map { part, chain in
      part.state.parameters.map { parameter in
        chain?.rows(of: parameter.value) == nil ? .excluded : .waiting
      }
    }
    hasExcluded = places.contains { $0.contains(.excluded) }
  }

  /// Makes a step, and says whether there may be parameters whose step the chains have to make.
  ///
  /// `rate` is the learning rate of a part. Every centralization's strength and every gradient is
  /// multiplied by its factor.
  func run(
    rate: (Int) -> Double, centralizationFactor: Double, gradientScale: Double, clearGradients: Bool
  ) -> Bool {
    if hasNewSettings { invalidate() }
    if hasNewGradient { makePlan() }
    guard let plan else { return hasExcluded }
    for index in chains.indices {
      guard let chain = chains[index] else { continue }
      plan.set(
        chain.settings(rate: rate(index), centralizationFactor: centralizationFactor), for: index)
    }
    let hasUnsuited = plan.run(gradientScale: gradientScale, clearGradients: clearGradients)
    return hasUnsuited || hasExcluded
  }

  /// The parameters of a part whose step the last run left to the chain.
  func remaining(of part: Int) -> [Int] {
    parts[part].ready.filter { index in
      guard case .entry(let entry) = places[part][index] else { return true }
      return plan?.outcome(of: entry) == .unsuited
    }
  }

  /// Whether a parameter has another role or tag than when the plan was made.
  private var hasNewSettings: Bool {
    for part in parts.indices {
      for index in settings[part].indices
      where settings[part][index] != Settings(parts[part].state.parameters[index].value) {
        return true
      }
    }
    return false
  }

  /// Whether a parameter that is in no plan yet has a gradient now.
  private var hasNewGradient: Bool {
    for part in parts.indices {
      for index in places[part].indices
      where places[part][index] == .waiting && parts[part].state.parameters[index].value.hasGrad {
        return true
      }
    }
    return false
  }

  private func makePlan() {
    var entries: [FusedStepPlan.Entry] = []
    for (number, part) in parts.enumerated() {
      guard let chain = chains[number] else { continue }
      for (index, parameter) in part.state.parameters.enumerated()
      where places[number][index] != .excluded
        && (places[number][index] != .waiting || parameter.value.hasGrad)
      {
        guard let rows = chain.rows(of: parameter.value) else { continue }
        places[number][index] = .entry(entries.count)
        entries.append(
          FusedStepPlan.Entry(
            parameter.value, slots: chain.slots.map { part.state.slot($0, for: [index])[0] },
            rows: rows, group: number, steps: part.state.steps.base + index))
      }
    }
    plan = FusedStepPlan(entries, groups: parts.count)
  }
}
