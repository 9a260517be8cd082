import Torch

/// The step on a device other than the CPU: in few operators, whose number does not grow with that of the layers, and
/// without anyone waiting for the device.
///
/// The parameters of a group are one flat parameter (``FlatGroup``), apart from those whose chain or layout does not
/// allow it, whose chain sees each for itself.
final class DeviceStep {
  /// What a plan hangs on.
  private struct Member: Equatable {
    let index: Int
    let steps: Int64
    let dtype: DType
    let strides: [Int]
    let fanIn: FanIn?
  }

  /// How the parameters of one group make their step.
  private struct Plan {
    var members: [Member] = []
    var flat: [FlatGroup] = []
    var alone: [Int] = []
    /// The gradients of those that are alone, of the last step.
    var gradients: [Tensor] = []
  }

  private let parts: [OptimizerPart]
  private let stage: GradientStage
  private var plans: [Plan]

  init(_ parts: [OptimizerPart], _ stage: GradientStage) {
    (self.parts, self.stage) = (parts, stage)
    plans = parts.map { _ in Plan() }
  }

  /// Forgets all plans, because the memory is another.
  func invalidate() { plans = parts.map { _ in Plan() } }

  /// Makes a step; where `others` are given, only if they and all gradients are finite.
  ///
  /// Counts of steps go up in any case.
  ///
  /// - Parameters:
  ///   - others: single numbers on the device; `nil` for a step in any case.
  ///   - rate: the learning rate of a part.
  ///   - centralizationFactor: multiplies every centralization's strength.
  /// - Returns: whether the step was made, on the device; `nil` for a step in any case.
  func run(
    ifFinite others: [Tensor]?, rate: (Int) -> Double, centralizationFactor: Double
  ) -> Tensor? {
    for (part, index) in zip(parts, plans.indices) { prepare(part, &plans[index]) }
    let isGood = others.flatMap(areFinite)
    for part in parts { part.beginFollowing() }
    let updates = staged(centralizationFactor, isGood)
    var rest = updates[...]
    for (number, plan) in plans.enumerated() {
      let part = parts[number]
      for index in part.ready { part.state.steps[index] += 1 }
      for group in plan.flat {
        group.step(
          on: rest.removeFirst(), rate: rate(number), centralizationFactor: centralizationFactor,
          where: isGood)
      }
      part.step(
        on: Array(rest.prefix(plan.alone.count)), ready: plan.alone, learningRate: rate(number),
        centralizationFactor: centralizationFactor, where: isGood)
      rest = rest.dropFirst(plan.alone.count)
    }
    for part in parts { part.finishFollowing(where: isGood) }
    return isGood
  }

  /// The name of the first parameter whose gradient was not finite in the last step; waits for the device.
  func nonFiniteParameter() -> String? {
    for (part, plan) in zip(parts, plans) {
      let norms =
        plan.flat.flatMap { zip($0.indices, $0.largestGradients()) }
        + zip(plan.alone, plan.gradients)
      for (index, norm) in norms.sorted(by: { $0.0 < $1.0 }) where !norm.isFinite {
        return part.state.parameters[index].name
      }
    }
    return nil
  }

  /// Takes the gradients of a part into its plan, which is made anew where it does not fit.
  private func prepare(_ part: OptimizerPart, _ plan: inout Plan) {
    let link = part.chain.centralization
    let ready = part.ready
    let members = ready.map { index in
      let parameter = part.state.parameters[index].value
      return Member(
        index: index, steps: part.state.steps[index] - part.state.steps[ready[0]],
        dtype: parameter.dtype, strides: parameter.strides, fanIn: link?.fanIn(of: parameter))
    }
    if members != plan.members { plan = makePlan(members, part) }
    let gradient = { (index: Int) in part.state.parameters[index].value.grad?.asUpdate }
    for group in plan.flat { group.take(group.indices.compactMap(gradient)) }
    plan.gradients = plan.alone.compactMap(gradient)
  }

  private func makePlan(_ members: [Member], _ part: OptimizerPart) -> Plan {
    let isFlat = { (member: Member) in
      part.chain.isFlat && !member.dtype.isHalf && member.fanIn.map(FlatLayout.suits) ?? true
        && part.state.parameters[member.index].value.count > 0
    }
    var plan = Plan(members: members)
    plan.alone = members.filter { !isFlat($0) }.map(\.index)
    var groups: [(dtype: DType, steps: Int64, indices: [Int])] = []
    for member in members where isFlat(member) {
      let place = groups.firstIndex { $0.dtype == member.dtype && $0.steps == member.steps }
      if let place {
        groups[place].indices.append(member.index)
      } else {
        groups.append((member.dtype, member.steps, [member.index]))
      }
    }
    plan.flat = groups.map { FlatGroup($0.indices, of: part) }
    return plan
  }

  /// The gradients of all plans: those of the flat groups and then those that are alone, part by part.
  private var gradients: [Tensor] { plans.flatMap { $0.flat.map(\.gradients) + $0.gradients } }

  private func areFinite(_ others: [Tensor]) -> Tensor? {
    let gradients = gradients.filter { $0.count > 0 }
    let numbers = gradients.map { $0.largest() } + others
    guard let first = numbers.first else { return nil }
    return Tensor.stacked(numbers.map { $0.to(first.dtype) }).allFinite
  }

  /// What the links that see all groups together make of the gradients.
  private func staged(_ centralizationFactor: Double, _ isGood: Tensor?) -> [Tensor] {
    guard !stage.chain.links.isEmpty else { return gradients }
    let ready = stage.ready
    for index in ready { stage.state.steps[index] += 1 }
    guard stage.chain.links.allSatisfy({ $0 is any UpdateScaling }) else {
      let working = isGood == nil ? stage.state : stage.state.copy()
      let outcome = stage.run(
        ready: ready, in: working, centralizationFactor: centralizationFactor)
      if let isGood { stage.state.take(working, for: ready, where: isGood) }
      give(outcome.scaled)
      return gradients
    }
    return stage.chain.links.reduce(gradients) { updates, link in
      guard let scaling = link as? any UpdateScaling, !updates.isEmpty else { return updates }
      let factor: Tensor = scaling.factor(for: updates)
      return updates.map { $0 * factor }
    }
  }

  /// Puts others in the place of the gradients, given in the order of all parameters that have one.
  private func give(_ replaced: [Tensor]) {
    var rest = replaced[...]
    for (number, part) in parts.enumerated() {
      let own = Dictionary(uniqueKeysWithValues: zip(part.ready, rest))
      rest = rest.dropFirst(own.count)
      for group in plans[number].flat { group.take(group.indices.compactMap { own[$0] }) }
      plans[number].gradients = plans[number].alone.compactMap { own[$0] }
    }
  }
}
