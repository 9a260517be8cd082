private enum Ops {
  static let maxPool2d = Operator("aten::max_pool2d")
  static let avgPool2d = Operator("aten::avg_pool2d")
  static let adaptiveAvgPool2d = Operator("aten::adaptive_avg_pool2d")
}

// Each takes `[N, C, H, W]` and keeps its memory format.
extension Tensor {
  /// The largest element of every window.
  public func maxPool2d(_ kernel: [Int], stride: [Int], padding: [Int]) -> Tensor {
    Ops.maxPool2d(self, kernel, stride, padding)
  }
  /// The mean of every window, padded zeros counted.
  public func avgPool2d(_ kernel: [Int], stride: [Int], padding: [Int]) -> Tensor {
    Ops.avgPool2d(self, kernel, stride, padding)
  }
  /// Means of windows sized so that the result is `[N, C, H', W']` with `size = [H', W']`.
  public func adaptiveAvgPool2d(_ size: [Int]) -> Tensor { Ops.adaptiveAvgPool2d(self, size) }
}
