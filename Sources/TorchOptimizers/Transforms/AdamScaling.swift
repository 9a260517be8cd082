import Foundation
public import Torch

extension AdamScaling: GradientTransform {
  /// `adam`; its memory is `adam.mean`, `adam.square` and, with AMSGrad, `adam.largestSquare`.
  public var name: String { "adam" }
  /// The names after the dot.
  public var slots: [String] {
    isAMSGrad ? ["mean", "square", "largestSquare"] : ["mean", "square"]
  }

  /// `m̂ / (√v̂ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    transform(&updates, means: updates, in: context)
  }

  /// The same, with a mean of `means` in place of the updates.
  func transform(_ updates: inout [Tensor], means new: [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    let largest = isAMSGrad ? context.slot("largestSquare") : squares
    for i in updates.indices {
      means[i].average(new[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      if isAMSGrad { largest[i].load(largest[i].maximum(squares[i])) }
      let (first, second) = Self.corrections(beta1, beta2, step: context.steps[i])
      updates[i] = means[i] / ((largest[i].sqrt() / second.squareRoot() + epsilon) * first)
    }
  }

  /// What the averages of `step` steps are divided by, because they start at zero: `1 − βᵗ`.
  static func corrections(_ beta1: Double, _ beta2: Double, step: Int) -> (Double, Double) {
    (1 - pow(beta1, Double(step)), 1 - pow(beta2, Double(step)))
  }
}
