import Foundation
public import Torch

extension AdaBeliefScaling: GradientTransform {
  /// `adabelief`; its memory is `adabelief.mean` and `adabelief.deviation`.
  public var name: String { "adabelief" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "deviation"] }

  /// `m̂ / (√ŝ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let deviations = context.slot("deviation")
    for i in updates.indices {
      means[i].average(updates[i], beta1)
      deviations[i].averageSquare(updates[i] - means[i], beta2)
      deviations[i] += epsilon
      let step = Double(context.steps[i])
      let divisor = (deviations[i] / (1 - pow(beta2, step))).sqrt() + epsilon
      updates[i] = means[i] / (divisor * (1 - pow(beta1, step)))
    }
  }
}
