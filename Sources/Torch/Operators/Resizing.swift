private enum Ops { static let bilinear = Operator("aten::_upsample_bilinear2d_aa") }

extension Tensor {
  /// Images `[N, C, H, W]` brought to `[N, C, H', W']` with `size = [H', W']`.
  ///
  /// Bilinear; where an image shrinks, over a triangle as wide as the pixels that become one
  /// (antialiasing). `.uint8` in, `.uint8` out, rounded; fastest channels-last. PyTorch's
  /// `interpolate(mode="bilinear", antialias=True)` without aligned corners.
  public func resized(to size: [Int]) -> Tensor {
    let scale: Double? = nil
    let alignsCorners = false
    return Ops.bilinear(self, size, alignsCorners, scale, scale)
  }
}
