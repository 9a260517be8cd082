private enum Ops {
  static let smooth = Operator("aten::_upsample_bilinear2d_aa")
  static let bilinear = Operator("aten::upsample_bilinear2d")
  static let nearest = Operator("aten::upsample_nearest2d")
}

extension Tensor {
  /// Images `[N, C, H, W]` brought to `[N, C, H', W']` with `size = [H', W']`.
  ///
  /// Bilinear; where an image shrinks, over a triangle as wide as the pixels that become one
  /// (antialiasing). `.uint8` in, `.uint8` out, rounded; fastest channels-last. PyTorch's
  /// `interpolate(mode="bilinear", antialias=True)` without aligned corners.
  ///
  /// - Parameters:
  ///   - size: `[H', W']`.
  ///   - antialias: Whether pixels are smoothed where an image shrinks; without, each new pixel is made of
  ///     the four around its place alone, as detectors are used to.
  /// - Returns: The images at their new size.
  public func resized(to size: [Int], antialias: Bool = true) -> Tensor {
    let scale: Double? = nil
    let alignsCorners = false
    return (antialias ? Ops.smooth : Ops.bilinear)(self, size, alignsCorners, scale, scale)
  }

  /// Images `[N, C, H, W]` brought to `[N, C, H', W']` with `size = [H', W']`, each pixel that of its place rounded
  /// down: PyTorch's `interpolate(mode="nearest")`.
  public func resizedToNearest(_ size: [Int]) -> Tensor {
    let scale: Double? = nil
    return Ops.nearest(self, size, scale, scale)
  }
}
