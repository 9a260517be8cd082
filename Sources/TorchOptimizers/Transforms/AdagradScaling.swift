public import Torch

extension AdagradScaling: GradientTransform {
  /// `adagrad`; its memory is `adagrad.sum`.
  public var name: String { "adagrad" }
  /// The names after the dot.
  public var slots: [String] { ["sum"] }

  /// `u / (√s + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let sums = context.slot("sum")
    for i in updates.indices {
      sums[i].addProduct(updates[i], updates[i])
      updates[i] = updates[i] / (sums[i].sqrt() + epsilon)
    }
  }
}
