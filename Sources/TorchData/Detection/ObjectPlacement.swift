import Coco
import Settings

/// Where the objects of an image are in a batch, as bytes and numbers that libtorch has not seen yet.
///
/// All is computed in the type of the boxes, and rounded where torchvision and mmdetection round.
struct ObjectPlacement<Scalar: BinaryFloatingPoint & Sendable> {
  private let pipeline: DetectionPipeline
  private let stored: PixelSize
  private let size: PixelSize
  private let isFlipped: Bool

  /// The placement of an image that is `stored` in a size, and that `size` in the batch.
  init(_ pipeline: DetectionPipeline, from stored: PixelSize, to size: PixelSize, isFlipped: Bool) {
    (self.pipeline, self.stored, self.size, self.isFlipped) = (pipeline, stored, size, isFlipped)
  }

  /// The edges `x1, y1, x2, y2` of a box in the batch.
  struct Edges {
    var left: Scalar
    var top: Scalar
    var right: Scalar
    var bottom: Scalar

    /// The four numbers.
    var all: [Scalar] { [left, top, right, bottom] }
  }

  /// The box of an object in the batch; `nil` of one that nobody learns from.
  func edges(of object: DetectionObject) -> Edges? {
    guard !object.isCrowd else { return nil }
    return switch pipeline.convention {
    case .torchvision: likeTorchvision(object.box)
    case .paper: object.area > 0 ? likeThePaper(object.box) : nil
    }
  }

  /// Cut to the image, mirrored, then scaled by the ratio of each side, which is rounded to float32.
  ///
  /// Source: `ConvertCocoPolysToMask` in `references/detection/coco_utils.py`, `RandomHorizontalFlip` in
  /// `references/detection/transforms.py` and `resize_boxes` in `models/detection/transform.py` of torchvision.
  private func likeTorchvision(_ box: Box) -> Edges? {
    let (x, y) = (Scalar(box.x), Scalar(box.y))
    func cut(_ value: Scalar, _ side: Int) -> Scalar { min(max(value, 0), Scalar(side)) }
    var edges = Edges(
      left: cut(x, stored.width), top: cut(y, stored.height),
      right: cut(Scalar(box.width) + x, stored.width),
      bottom: cut(Scalar(box.height) + y, stored.height))
    guard edges.right > edges.left, edges.bottom > edges.top else { return nil }
    if isFlipped {
      let width = Scalar(stored.width)
      (edges.left, edges.right) = (width - edges.right, width - edges.left)
    }
    let across = Scalar(Float(size.width) / Float(stored.width))
    let down = Scalar(Float(size.height) / Float(stored.height))
    return Edges(
      left: edges.left * across, top: edges.top * down, right: edges.right * across,
      bottom: edges.bottom * down)
  }

  /// Up to its last pixel, scaled by one factor, cut to the image in the batch, then mirrored.
  ///
  /// Source: `CocoDataset._parse_ann_info` and the transforms `Resize` and `RandomFlip` of mmdetection 1.0.
  private func likeThePaper(_ box: Box) -> Edges? {
    guard box.width >= 1, box.height >= 1 else { return nil }
    let scale = Scalar(pipeline.scale(of: stored))
    func scaled(_ value: Double, _ side: Int) -> Scalar {
      min(max(Scalar(value) * scale, 0), Scalar(side - 1))
    }
    var edges = Edges(
      left: scaled(box.x, size.width), top: scaled(box.y, size.height),
      right: scaled(box.x + box.width - 1, size.width),
      bottom: scaled(box.y + box.height - 1, size.height))
    if isFlipped {
      let width = Scalar(size.width)
      (edges.left, edges.right) = (width - edges.right - 1, width - edges.left - 1)
    }
    return edges
  }

  /// Writes a mask `[h, w]` of the image's size in the batch, each pixel the one nearest to it.
  func write(_ mask: RunLengths, to target: UnsafeMutablePointer<UInt8>) {
    let pixels = mask.pixels
    let (columns, rows) = (columns, nearest(stored.height, size.height))
    for (y, row) in rows.enumerated() {
      let line = target + y * size.width
      for (x, column) in columns.enumerated() { line[x] = pixels[column * stored.height + row] }
    }
  }

  /// The stored column that each column in the batch is of.
  private var columns: [Int] {
    let nearest = nearest(stored.width, size.width)
    guard isFlipped else { return nearest }
    // The nearest is never to the right: what comes first, mirroring or resizing, makes a difference.
    return switch pipeline.convention {
    case .torchvision: nearest.map { stored.width - 1 - $0 }
    case .paper: nearest.reversed()
    }
  }

  /// The places that `new` pixels take their values from, as `interpolate(mode="nearest")` of PyTorch, which
  /// counts in float32, and OpenCV's `INTER_NEAREST`, which does in float64.
  private func nearest(_ old: Int, _ new: Int) -> [Int] {
    (0..<new).map { place in
      let source =
        switch pipeline.convention {
        case .torchvision: Int(Float(place) * (Float(old) / Float(new)))
        case .paper: Int(Double(place) * (1 / (Double(new) / Double(old))))
        }
      return min(source, old - 1)
    }
  }
}
