public import Torch

/// Joins dimensions into one: `[N, C, H, W]` to `[N, C·H·W]`.
public final class Flatten: Layer {
  private let start: Int, end: Int

  /// Joins the dimensions `start` to `end`; −1 is the last.
  public init(from start: Int = 1, to end: Int = -1) { (self.start, self.end) = (start, end) }

  /// `[N, …]` to `[N, D]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.flattened(from: start, to: end) }
}

/// Passes its input on.
public final class Identity: Layer {
  /// The identity.
  public init() {}

  /// The input itself.
  public func callAsFunction(_ x: Tensor) -> Tensor { x }
}
