public import Torch

extension AdadeltaScaling: GradientTransform {
  /// `adadelta`; its memory is `adadelta.square` and `adadelta.updateSquare`.
  public var name: String { "adadelta" }
  /// The names after the dot.
  public var slots: [String] { ["square", "updateSquare"] }

  /// `u · √(d + ε) / √(v + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let squares = context.slot("square")
    let sizes = context.slot("updateSquare")
    for i in updates.indices {
      squares[i].averageSquare(updates[i], rho)
      updates[i] = (sizes[i] + epsilon).sqrt() / (squares[i] + epsilon).sqrt() * updates[i]
      sizes[i].averageSquare(updates[i], rho)
    }
  }
}
