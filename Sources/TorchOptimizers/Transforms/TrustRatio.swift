public import Torch

/// Scales each parameter's update to the length of the parameter.
///
///     u ← u · ‖w‖ / ‖u‖        and as it is where either length is 0
///
/// Source: You et al., "Large Batch Optimization for Deep Learning", ICLR 2020,
/// https://arxiv.org/abs/1904.00962, algorithm 2, with the identity for `φ`. Every parameter is scaled,
/// biases and gains too.
public struct TrustRatio: GradientTransform {
  /// `trustRatio`.
  public var name: String { "trustRatio" }

  /// The ratio of lengths.
  public init() {}

  /// `u · ‖w‖ / ‖u‖`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    for (i, parameter) in context.parameters.enumerated() {
      guard parameter.device == .cpu else {
        updates[i] = updates[i] * Self.ratios(parameter.norm(), updates[i].norm())
        continue
      }
      let (weight, update) = (parameter.norm().item, updates[i].norm().item)
      if weight > 0 && update > 0 { updates[i] = updates[i] * (weight / update) }
    }
  }

  /// `‖w‖ / ‖u‖`, and 1 where either is 0 or no number, without waiting for the device.
  static func ratios(_ weights: Tensor, _ updates: Tensor) -> Tensor {
    (weights / updates).chosen(
      where: (weights .> 0) .& (updates .> 0), else: weights.onesLike())
  }

  /// As before: a factor keeps a mean of zero.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { before }
}
