public import Torch

/// Adds a learned vector to every position: `x + p`, `[N, T, D]` to the same shape.
///
/// Its parameter has the module's own name, so a property `posEmbedding` is the key `pos_embedding`
/// of torchvision's `VisionTransformer`, without a `.weight`.
///
/// Source: Dosovitskiy et al., "An Image is Worth 16x16 Words", ICLR 2021, equation 1,
/// https://arxiv.org/abs/2010.11929.
public final class PositionEmbedding: Layer, Container {
  /// `[1, T, D]`; added, not summed over, so it has no fan-in.
  public let weight: Parameter

  /// Vectors of size `size` for `count` positions, normal with a small `deviation`; torchvision's
  /// is 0.02.
  public init(_ count: Int, _ size: Int, deviation: Double = 0.02, using generator: Generator) {
    weight = Parameter(
      .normal([1, count, size], deviation: deviation, using: generator), .position)
  }

  /// `[N, T, D]` to the same shape; traps where `T` and `D` are others.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    expect(
      x.shape.suffix(2) == weight.shape.suffix(2),
      "positions: expected […, \(weight.size(1)), \(weight.size(2))], found \(x.shape)")
    return x + weight
  }
}
