public import Torch

/// Gives the updates the units of the weights, from the sizes of the updates made so far.
///
///     v ← ρ·v + (1 − ρ)·u²
///     u ← u · √(d + ε) / √(v + ε)
///     d ← ρ·d + (1 − ρ)·u²
///
/// Source: Zeiler, "ADADELTA", 2012, https://arxiv.org/abs/1212.5701, algorithm 1.
public struct AdadeltaScaling: GradientTransform {
  /// `adadelta`; its memory is `adadelta.square` and `adadelta.updateSquare`.
  public var name: String { "adadelta" }
  /// The names after the dot.
  public var slots: [String] { ["square", "updateSquare"] }
  private let rho: Double
  private let epsilon: Double

  /// The averages' factor `rho` in [0, 1), and what keeps the roots from zero, above 0.
  public init(rho: Double = 0.9, epsilon: Double = 1e-6) {
    checkFraction("rho", rho)
    checkAboveZero(epsilon: epsilon)
    (self.rho, self.epsilon) = (rho, epsilon)
  }

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
