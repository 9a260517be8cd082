public import Torch

extension Momentum: GradientTransform {
  /// `momentum`; its memory is `momentum.velocity`.
  public var name: String { "momentum" }
  /// The names after the dot.
  public var slots: [String] { ["velocity"] }

  /// `m`, or Nesterov's step beyond it.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let velocities = context.slot("velocity")
    for i in updates.indices {
      let weight = weight(atStep: context.steps[i])
      velocities[i] *= decay
      velocities[i].add(updates[i], alpha: weight)
      updates[i] =
        isNesterov
        ? (form == .average ? updates[i] * weight : updates[i]).adding(velocities[i], alpha: decay)
        : velocities[i]
    }
  }

  /// As before: a sum of updates with mean zero has mean zero.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { before }

  private func weight(atStep step: Int) -> Double {
    switch form {
    case .average: 1 - decay
    case .sum: step == 1 ? 1 : 1 - dampening
    }
  }
}
