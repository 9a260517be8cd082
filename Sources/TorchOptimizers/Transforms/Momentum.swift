public import Torch

/// Follows a running sum or average of the updates.
///
/// Two forms are in use, and at the same learning rate they are different optimizers:
///
///     sum:      m ← β·m + (1 − d)·u     PyTorch and the authors' code; d is the dampening
///     average:  m ← β·m + (1 − β)·u     the paper's algorithm 1
///
/// With `d = 0` the sum is `1/(1 − β)` times the average, so it takes a learning rate that many
/// times smaller. Like PyTorch, the sum starts with the first update itself, undampened.
///
/// With Nesterov's form the update is `u + β·m` (for the average, `(1 − β)·u + β·m`), else `m`.
/// Sources: Sutskever et al., "On the importance of initialization and momentum", ICML 2013; Yong
/// et al., ECCV 2020, algorithm 1.
public struct Momentum: GradientTransform {
  /// How a new update enters.
  public enum Form: Hashable, Sendable {
    /// With the factor `1 − dampening`.
    case sum(dampening: Double)
    /// With the factor `1 − β`.
    case average

    /// With the factor 1.
    public static let sum = Form.sum(dampening: 0)
  }

  /// `momentum`; its memory is `momentum.velocity`.
  public var name: String { "momentum" }
  /// The names after the dot.
  public var slots: [String] { ["velocity"] }
  let decay: Double
  let form: Form
  let isNesterov: Bool

  /// Momentum with the factor `decay`, `β` in [0, 1), on the past.
  public init(_ decay: Double, form: Form = .sum, nesterov: Bool = false) {
    precondition((0..<1).contains(decay), "momentum: expected 0 to below 1, found \(decay)")
    (self.decay, self.form, isNesterov) = (decay, form, nesterov)
  }

  /// `m`, or Nesterov's step beyond it.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let velocities = context.slot("velocity")
    for i in updates.indices {
      let weight = weight(atStep: context.steps[i])
      velocities[i].multiply(by: decay)
      velocities[i].add(updates[i], alpha: weight)
      updates[i] =
        isNesterov
        ? (form == .average ? updates[i] * weight : updates[i])
          .adding(velocities[i], alpha: decay)
        : velocities[i]
    }
  }

  /// As before: a sum of updates with mean zero has mean zero.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { before }

  private func weight(atStep step: Int) -> Double {
    switch form {
    case .average: 1 - decay
    case .sum(let dampening): step == 1 ? 1 : 1 - dampening
    }
  }
}

extension Momentum {
  /// A momentum, or no link where its factor is 0.
  static func links(
    _ decay: Double, form: Form = .sum, nesterov: Bool = false
  ) -> [any GradientTransform] {
    decay != 0 ? [Momentum(decay, form: form, nesterov: nesterov)] : []
  }
}
