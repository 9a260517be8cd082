public import Torch

/// The largest element of every window of `[N, C, H, W]`.
public final class MaxPool2d: Layer {
  private let window: PoolingWindow

  /// Windows of size `kernel`, moved by `stride`, which is `kernel` when left out.
  public init(_ kernel: Extent, stride: Extent? = nil, padding: Extent = 0) {
    window = PoolingWindow(kernel, stride, padding)
  }

  /// `[N, C, H, W]` to `[N, C, Hʹ, Wʹ]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.maxPool2d(window.kernel, stride: window.stride, padding: window.padding)
  }
}

/// The mean of every window of `[N, C, H, W]`.
public final class AvgPool2d: Layer {
  private let window: PoolingWindow

  /// Windows of size `kernel`, moved by `stride`, which is `kernel` when left out.
  public init(_ kernel: Extent, stride: Extent? = nil, padding: Extent = 0) {
    window = PoolingWindow(kernel, stride, padding)
  }

  /// `[N, C, H, W]` to `[N, C, Hʹ, Wʹ]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.avgPool2d(window.kernel, stride: window.stride, padding: window.padding)
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

/// The windows of a pooling over images.
private struct PoolingWindow {
  let kernel: [Int]
  let stride: [Int]
  let padding: [Int]

  init(_ kernel: Extent, _ stride: Extent?, _ padding: Extent) {
    self.kernel = kernel.expanded(to: 2)
    self.stride = (stride ?? kernel).expanded(to: 2)
    self.padding = padding.expanded(to: 2)
  }
}
