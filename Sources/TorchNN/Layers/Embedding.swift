public import Torch

/// A vector for every symbol: int64 `[…]` to `[…, D]`.
public final class Embedding: Layer {
  /// `[V, D]`; looked up, not summed over, so it has no fan-in.
  public let weight: Parameter

  /// Vectors of size `size` for `count` symbols, from the standard normal distribution.
  public init(_ count: Int, _ size: Int, using generator: Generator) {
    weight = Parameter(.normal([count, size], using: generator), .embedding)
  }

  /// int64 `[…]` in `0..<V` to `[…, D]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.embedding(weight) }
}
