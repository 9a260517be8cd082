import Foundation
public import Torch

extension RAdamScaling: GradientTransform {
  /// `radam`; its memory is `radam.mean` and `radam.square`.
  public var name: String { "radam" }
  /// The names after the dot.
  public var slots: [String] { ["mean", "square"] }

  /// The mean, divided by the root of the mean square where that is rectified.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    let squares = context.slot("square")
    for i in updates.indices {
      means[i].average(updates[i], beta1)
      squares[i].averageSquare(updates[i], beta2)
      let step = Double(context.steps[i])
      let mean = means[i] / (1 - pow(beta1, step))
      guard let rectification = rectification(at: step) else {
        updates[i] = mean
        continue
      }
      let numerator = rectification * (1 - pow(beta2, step)).squareRoot()
      updates[i] = mean * numerator / (squares[i].sqrt() + epsilon)
    }
  }

  /// `r`; `nil` while the second moment cannot be trusted.
  private func rectification(at step: Double) -> Double? {
    let decayed = pow(beta2, step)
    let limit = 2 / (1 - beta2) - 1
    let length = limit - 2 * step * decayed / (1 - decayed)
    guard length > 5 else { return nil }
    let ratio = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
    return ratio.squareRoot()
  }
}
