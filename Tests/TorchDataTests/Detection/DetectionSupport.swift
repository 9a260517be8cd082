import Coco
import TestSupport
import Torch

@testable import TorchData

/// Images with objects in memory.
struct DrawnImages: DetectionDataset {
  struct Image: Sendable {
    var size: PixelSize
    /// `[C, H, W]`.
    var planes: [UInt8]
    var objects: [DetectionObject] = []
  }

  var images: [Image]
  var channels = 3
  var hasMasks = false
  var categories = DetectionCategories((1...3).map { .init(id: .number($0 * 10), name: "\($0)") })

  var count: Int { images.count }

  func size(at index: Int) -> PixelSize { images[index].size }

  func example(at index: Int, masks: Bool) -> DetectionExample {
    DetectionExample(
      index: index, imageID: .number(index), size: images[index].size,
      objects: images[index].objects)
  }

  func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError) {
    let (image, example) = (images[index], example(at: index, masks: masks))
    let shape = ImageShape(
      channels: channels, height: image.size.height, width: image.size.width)
    try image.planes.withUnsafeBufferPointer { (planes) throws(DataError) in
      try body(.pixels(planes, shape), example)
    }
  }

  /// Images of these sizes whose values tell them and their pixels apart.
  static func distinct(_ sizes: [(width: Int, height: Int)]) -> DrawnImages {
    DrawnImages(
      images: sizes.enumerated().map { index, size in
        Image(
          size: PixelSize(width: size.width, height: size.height),
          planes: (0..<3 * size.width * size.height).map {
            UInt8(truncatingIfNeeded: $0 &* 37 &+ index &* 11 &+ $0 / 256)
          },
          objects: [DetectionObject(box: Box(x: 1, y: 2, width: 5, height: 4), category: 1)])
      })
  }
}

extension RunLengths {
  /// The mask of pixels `[H, W]`, row by row.
  init(height: Int, width: Int, rows: [UInt8]) throws(RunLengthsError) {
    try self.init(
      height: height, width: width,
      pixels: (0..<width).flatMap { x in (0..<height).map { rows[$0 * width + x] } })
  }
}

/// What a batch holds, to be compared to the bit.
struct DetectionContents: Equatable {
  let images: [UInt8]
  let shape: [Int]
  let sizes: [PixelSize]
  let targets: [[UInt8]]
  let examples: [DetectionExample]

  init(_ batch: DetectionBatch) {
    (images, shape) = (bytes(of: batch.images), batch.images.shape)
    (sizes, examples) = (batch.sizes, batch.examples)
    targets = batch.targets.flatMap { target in
      [target.boxes, target.labels, target.masks].compactMap { $0 }.map { bytes(of: $0) }
    }
  }
}

extension DetectionLoader {
  /// What the batches of an epoch hold, from one of them on.
  func contents(epoch: Int, startingAt first: Int = 0) throws(DataError) -> [DetectionContents] {
    let batches = batches(epoch: epoch, startingAt: first)
    var contents: [DetectionContents] = []
    while let batch = try batches.next() { contents.append(DetectionContents(batch)) }
    return contents
  }
}
