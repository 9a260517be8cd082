import Foundation
public import Torch

extension NAdamScaling: GradientTransform {
  /// `nadam`; its memory is `nadam.mean`, `nadam.square` and the number `nadam.product`, `M`.
  public var name: String { "nadam" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "square", "product.scalar"] }

  /// Nesterov's mean over the root of the mean square.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    var products = context.numbers("product", initially: 1)
    for i in updates.indices {
      let step = context.steps[i]
      let (mu, next) = (momentum(at: step), momentum(at: step + 1))
      products[i] *= mu
      means[i].average(updates[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      let divisor = (squares[i] / (1 - pow(beta2, Double(step)))).sqrt() + epsilon
      let ahead = (updates[i] * ((1 - mu) / (1 - products[i])))
        .adding(means[i], alpha: next / (1 - products[i] * next))
      updates[i] = ahead / divisor
    }
    context.setNumbers("product", products)
  }

  private func momentum(at step: Int) -> Double {
    beta1 * (1 - 0.5 * pow(0.96, Double(step) * momentumDecay))
  }
}
