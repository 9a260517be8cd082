public import Torch

extension LionSign: GradientTransform {
  /// `lion`; its memory is `lion.mean`.
  public var name: String { "lion" }
  /// The names after the dot.
  public var slots: [String] { ["mean"] }

  /// −1, 0 or 1.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let means = context.slot("mean")
    for i in updates.indices {
      let direction = (means[i] * beta1).adding(updates[i], alpha: 1 - beta1).sign()
      means[i].average(updates[i], beta2)
      updates[i] = direction
    }
  }
}
