public import Settings
public import Torch

/// Adam whose mean of gradients is centralized, and whose mean of squares is not.
///
///     m ← β₁·m + (1 − β₁)·Φ(u)     v ← β₂·v + (1 − β₂)·u²     u ← m̂ / (√v̂ + ε)
///
/// `Φ` is linear: centralizing each gradient before it enters `m` is centralizing `m`. The memory is that of
/// `AdamScaling`. `1ᵀw` wanders, as the division is not the same for all inputs.
///
/// Source: Sadu, Dubey and Sreeja, "Moment Centralization based Gradient Descent Optimizers for
/// Convolutional Neural Networks", 2022, algorithm 2, https://arxiv.org/abs/2207.09066.
public struct MomentCentralization: GradientTransform {
  /// `β₁`, `β₂`, `ε` and AMSGrad.
  public let scaling: AdamScaling
  /// Which weights, and how.
  public let centralization: GradientCentralization

  /// Adam of these settings.
  public init(_ scaling: AdamScaling, _ centralization: GradientCentralization) {
    (self.scaling, self.centralization) = (scaling, centralization)
  }

  /// `adam`: it has the same memory, and can go on with it.
  public var name: String { scaling.name }
  /// Those of Adam.
  public var slots: [String] { scaling.slots }

  /// `m̂ / (√v̂ + ε)`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    var centralized = updates
    centralization.transform(&centralized, in: context)
    scaling.transform(&updates, means: centralized, in: context)
  }
}
