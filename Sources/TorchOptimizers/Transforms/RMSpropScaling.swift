public import Torch

extension RMSpropScaling: GradientTransform {
  /// `rmsprop`; its memory is `rmsprop.square` and, if centered, `rmsprop.mean`.
  public var name: String { "rmsprop" }
  /// The names after the dot.
  public var slots: [String] { isCentered ? ["square", "mean"] : ["square"] }

  /// `u / (√v + ε)`, or the centered form.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let squares = context.slot("square")
    let means = isCentered ? context.slot("mean") : []
    for i in updates.indices {
      squares[i].averageSquare(updates[i], alpha)
      if isCentered { means[i].average(updates[i], alpha) }
      let variance = isCentered ? squares[i] - means[i] * means[i] : squares[i]
      updates[i] = updates[i] / (variance.sqrt() + epsilon)
    }
  }
}
