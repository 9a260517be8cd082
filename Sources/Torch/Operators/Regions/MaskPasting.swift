private enum Ops { static let paste = Operator("centralize::paste_masks") }

extension Tensor {
  /// These masks `[N, M, M]` in images of `height` by `width` pixels, each resized to its box.
  ///
  /// Bilinear, as torchvision's `paste_masks_in_image`: masks get a border of a zero, boxes grow by as much, and
  /// their corners are cut to whole pixels. On other devices than the CPU the masks are copied to the CPU,
  /// and the images back.
  ///
  /// - Parameters:
  ///   - boxes: `[N, 4]` of the masks' type, x1, y1, x2, y2.
  ///   - height: the rows of the images.
  ///   - width: their columns.
  /// - Returns: `[N, height, width]`, zero outside of the boxes.
  public func pasted(at boxes: Tensor, height: Int, width: Int) -> Tensor {
    withoutGrad {
      let size = Double(self.size(1))
      let corners = boxes.to(.cpu)
      let (low, high) = (
        corners.narrowed(1, from: 0, count: 2), corners.narrowed(1, from: 2, count: 2)
      )
      let half = (high - low) * 0.5 * ((size + 2) / size)
      let center = (high + low) * 0.5
      let grown = Tensor.concatenated([center - half, center + half], dim: 1)
      return Ops.paste(to(.cpu).padded([1, 1]), grown.to(.int64), height, width).to(device)
    }
  }
}
