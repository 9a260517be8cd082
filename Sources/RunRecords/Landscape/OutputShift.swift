/// How far the outputs of a trained layer move when a constant `c` is added to all its inputs.
///
/// The paper's output-space theorem says `c·1ᵀw⁰` for each unit, with the initial weights `w⁰`, where
/// centralization keeps `1ᵀw`. For any weights it is `c·1ᵀw`. The constant is added after padding, so
/// that the zeros around an image have it too.
///
/// Source: Yong et al., "Gradient Centralization", ECCV 2020, theorem 4.1,
/// https://arxiv.org/abs/2004.01461.
package struct OutputShift: Codable, Hashable, Sendable {
  package var name: String
  package var inputs: Int
  /// Whether the optimizer's chain promises that `1ᵀw` stays `1ᵀw⁰`, and so what the theorem says.
  package var isPromised: Bool
  /// The largest `|Δy − c·1ᵀw⁰|` over all outputs, as a share of `|c|·max Σ|w|`: the farthest that any
  /// unit could move.
  package var fromInitial: Double
  /// The largest `|Δy − c·1ᵀw|`, likewise: the rounding of this check.
  package var fromCurrent: Double
  /// What the rounding of the training may explain, likewise: `8·ε·√(t + 1)` after `t` steps.
  package var tolerance: Double

  package init(
    name: String, inputs: Int, isPromised: Bool, fromInitial: Double, fromCurrent: Double,
    tolerance: Double
  ) {
    (self.name, self.inputs, self.isPromised) = (name, inputs, isPromised)
    (self.fromInitial, self.fromCurrent) = (fromInitial, fromCurrent)
    self.tolerance = tolerance
  }

  /// Whether the outputs move by `c·1ᵀw⁰`, to rounding.
  package var holds: Bool { fromInitial <= tolerance + fromCurrent }
}
