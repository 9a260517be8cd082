public import Torch

/// Scales all updates down together where their common Euclidean norm is too large.
///
///     u ← u · min(1, limit / (‖u‖ + 10⁻⁶))
///
/// The norm runs over all updates that the link sees: in an optimizer of several groups, put it
/// before the groups' chains. Before ``GradientCentralization`` the clipped gradient loses its mean
/// afterwards, and the norm is then smaller than the limit; after it, the limit is met.
public struct GlobalNormClipping: GradientTransform {
  /// `globalNormClipping`.
  public var name: String { "globalNormClipping" }
  private let limit: Double

  /// Clips at the norm `limit`, above 0.
  public init(_ limit: Double) {
    precondition(limit > 0, "clipping norm: expected above 0, found \(limit)")
    self.limit = limit
  }

  /// The updates, scaled by one number.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    guard !updates.isEmpty else { return }
    let norm = Tensor.stacked(Foreach.norms(updates)).norm().item
    let factor = min(1, limit / (norm + 1e-6))
    updates = updates.map { $0 * factor }
  }
}
