public import Torch

/// Normalizes each record over its last dimensions.
///
/// Source: Ba et al., "Layer Normalization", 2016, https://arxiv.org/abs/1607.06450.
public final class LayerNorm: Layer {
  /// Of the normalized shape; a gain, of whatever rank: it has no inputs.
  public let weight: Parameter?
  /// Of the normalized shape.
  public let bias: Parameter?
  private let shape: [Int]
  private let epsilon: Double

  /// A normalization over the last dimensions, of `shape`.
  public init(
    _ shape: [Int], epsilon: Double = 1e-5, affine: Bool = true, on device: Device = .cpu
  ) {
    weight = affine ? Parameter(.ones(shape, device: device), .gain) : nil
    bias = affine ? Parameter(.zeros(shape, device: device), .bias) : nil
    (self.shape, self.epsilon) = (shape, epsilon)
  }

  /// `[…, shape]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.layerNorm(shape, weight: weight, bias: bias, epsilon: epsilon)
  }
}
