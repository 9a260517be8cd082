public import Torch

/// The largest element of every window of `[N, C, H, W]`.
public final class MaxPool2d: Layer {
  private let kernel: [Int], stride: [Int], padding: [Int]

  /// Windows of size `kernel`, moved by `stride`, which is `kernel` when left out.
  public init(_ kernel: Extent, stride: Extent? = nil, padding: Extent = 0) {
    self.kernel = kernel.expanded(to: 2)
    self.stride = (stride ?? kernel).expanded(to: 2)
    self.padding = padding.expanded(to: 2)
  }

  /// `[N, C, H, W]` to `[N, C, Hʹ, Wʹ]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.maxPool2d(kernel, stride: stride, padding: padding)
  }
}

/// The mean of every window of `[N, C, H, W]`.
public final class AvgPool2d: Layer {
  private let kernel: [Int], stride: [Int], padding: [Int]

  /// Windows of size `kernel`, moved by `stride`, which is `kernel` when left out.
  public init(_ kernel: Extent, stride: Extent? = nil, padding: Extent = 0) {
    self.kernel = kernel.expanded(to: 2)
    self.stride = (stride ?? kernel).expanded(to: 2)
    self.padding = padding.expanded(to: 2)
  }

  /// `[N, C, H, W]` to `[N, C, Hʹ, Wʹ]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.avgPool2d(kernel, stride: stride, padding: padding)
  }
}

/// Means over windows sized so that the output has a given size.
public final class AdaptiveAvgPool2d: Layer {
  private let size: [Int]

  /// An output of `size`; 1 is the global mean.
  public init(_ size: Extent) { self.size = size.expanded(to: 2) }

  /// `[N, C, H, W]` to `[N, C, size…]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.adaptiveAvgPool2d(size) }
}
