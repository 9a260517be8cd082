public import Torch
public import TorchData

/// How boxes x1, y1, x2, y2 in tensors `[…, 4]` are measured.
public struct BoxGeometry: Hashable, Sendable {
  /// What is added to x2 − x1 and y2 − y1 for a side: 0 where coordinates are places, 1 where they are those
  /// of the first and last pixel.
  public let extent: Double

  /// A measure of boxes.
  public init(extent: Double = 0) { self.extent = extent }

  /// Widths and heights `[…]`.
  public func sides(_ boxes: Tensor) -> (width: Tensor, height: Tensor) {
    (side(boxes, 0), side(boxes, 1))
  }

  /// Places between the sides `[…]`.
  func centers(_ boxes: Tensor) -> (x: Tensor, y: Tensor) {
    func center(_ axis: Int) -> Tensor {
      boxes.select(-1, axis) + 0.5 * (boxes.select(-1, axis + 2) - boxes.select(-1, axis))
    }
    return (center(0), center(1))
  }

  private func side(_ boxes: Tensor, _ axis: Int) -> Tensor {
    let side = boxes.select(-1, axis + 2) - boxes.select(-1, axis)
    return extent == 0 ? side : side + extent
  }

  /// Width times height `[…]`.
  public func areas(_ boxes: Tensor) -> Tensor {
    let (width, height) = sides(boxes)
    return width * height
  }

  /// Intersection over union of every box of `a` `[M, 4]` with every one of `b` `[N, 4]`: `[M, N]`.
  ///
  /// Two boxes without area give NaN.
  public func overlaps(_ a: Tensor, _ b: Tensor) -> Tensor {
    func common(_ axis: Int) -> Tensor {
      let low = a.select(1, axis).reshaped([-1, 1]).maximum(b.select(1, axis))
      let high = a.select(1, axis + 2).reshaped([-1, 1]).minimum(b.select(1, axis + 2))
      return (extent == 0 ? high - low : high - low + extent).clamped(0...)
    }
    let intersection = common(0) * common(1)
    return intersection / (areas(a).reshaped([-1, 1]) + areas(b) - intersection)
  }

  /// Boxes `[…, 4]` cut at the edges of an image.
  public func clipped(_ boxes: Tensor, to image: PixelSize) -> Tensor {
    let ends = [image.width, image.height].map { Double($0) - extent }
    return .stacked((0..<4).map { boxes.select(-1, $0).clamped(0...ends[$0 % 2]) }, dim: -1)
  }

  /// The indices of the boxes `[N, 4]` of which no side is shorter than `side`.
  public func indices(of boxes: Tensor, withSides side: Double) -> Tensor {
    let (width, height) = sides(boxes)
    return ((width .>= side) .& (height .>= side)).nonzeroIndices()
  }
}
