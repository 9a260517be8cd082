public import Torch

/// Normalizes each record of `[N, C, …]` over groups of channels.
///
/// Source: Wu and He, "Group Normalization", ECCV 2018, https://arxiv.org/abs/1803.08494.
public final class GroupNorm: Layer {
  /// `[C]`, a gain.
  public let weight: Parameter?
  /// `[C]`.
  public let bias: Parameter?
  private let groups: Int
  private let epsilon: Double

  /// A normalization of `channels` channels in `groups` groups, which must divide them.
  public init(
    _ groups: Int, _ channels: Int, epsilon: Double = 1e-5, affine: Bool = true,
    on device: Device = .cpu
  ) {
    expect(
      groups >= 1 && channels % groups == 0,
      "groups must divide \(channels) channels, found \(groups)")
    weight = affine ? Parameter(.ones([channels], device: device), .gain) : nil
    bias = affine ? Parameter(.zeros([channels], device: device), .bias) : nil
    (self.groups, self.epsilon) = (groups, epsilon)
  }

  /// `[N, C, …]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.groupNorm(groups, weight: weight, bias: bias, epsilon: epsilon)
  }
}
