public import Torch

/// Scales all updates down together where their common Euclidean norm is too large.
///
///     u ← u · min(1, limit / (‖u‖ + 10⁻⁶))
///
/// The norm runs over all updates that the link sees: in an optimizer of several groups, put it
/// before the groups' chains. Before ``GradientCentralization`` the clipped gradient loses its mean
/// afterwards, and the norm is then smaller than the limit; after it, the limit is met.
public struct GlobalNormClipping: GradientTransform, UpdateScaling {
  /// `globalNormClipping`.
  public var name: String { "globalNormClipping" }
  private let limit: Double

  /// Clips at the norm `limit`, above 0.
  public init(_ limit: Double) {
    expect(limit > 0, "clipping norm: expected above 0, found \(limit)")
    self.limit = limit
  }

  /// The updates, scaled by one number.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    guard let first = updates.first else { return }
    if first.device == .cpu {
      let factor = factor(for: updates, scaledBy: 1)
      updates = updates.map { $0 * factor }
    } else {
      let factor: Tensor = factor(for: updates)
      updates = updates.map { $0 * factor }
    }
  }

  /// As before: a factor keeps a mean of zero.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { before }

  func factor(for updates: [Tensor], scaledBy scale: Double) -> Double {
    guard !updates.isEmpty else { return 1 }
    let norm = scale * Tensor.stacked(Foreach.norms(updates)).norm().item
    return min(1, limit / (norm + 1e-6))
  }

  func factor(for updates: [Tensor]) -> Tensor {
    let norm = Tensor.stacked(Foreach.norms(updates)).norm()
    return (limit * (norm + 1e-6).pow(-1)).clamped(0...1)
  }
}
