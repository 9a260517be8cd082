import Coco
public import Settings

/// Some images of another data set, in an order of its own.
public struct DetectionSubset: DetectionDataset {
  /// The data set that the images come from.
  public let base: any DetectionDataset

  /// The place in ``base`` of each image.
  public let indices: [Int]

  fileprivate init(of base: any DetectionDataset, _ indices: [Int]) {
    (self.base, self.indices) = (base, indices)
  }

  /// The number of images.
  public var count: Int { indices.count }

  /// The kinds of objects, also those that no image here has.
  public var categories: DetectionCategories { base.categories }

  /// The number of channels of every image.
  public var channels: Int { base.channels }

  /// Whether there is a mask of each object.
  public var hasMasks: Bool { base.hasMasks }

  /// The size of the image at `index`.
  public func size(at index: Int) -> PixelSize { base.size(at: indices[index]) }

  /// What is known of the image at `index`, whose place is the one here.
  public func example(at index: Int, masks: Bool) throws(DataError) -> DetectionExample {
    moved(try base.example(at: indices[index], masks: masks), to: index)
  }

  /// Calls `body` once with the image at `index`, as ``base`` stores it.
  public func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError) {
    try base.withImage(at: indices[index], masks: masks) { (image, example) throws(DataError) in
      try body(image, moved(example, to: index))
    }
  }

  private func moved(_ example: DetectionExample, to index: Int) -> DetectionExample {
    var example = example
    example.index = index
    return example
  }
}

extension DetectionDataset {
  /// The images at `indices`, in that order; an index outside of 0 ..< `count` traps.
  public func subset(_ indices: [Int]) -> DetectionSubset {
    precondition(
      indices.allSatisfy { $0 >= 0 && $0 < count }, "an index lies outside of 0 ..< \(count)")
    return DetectionSubset(of: self, indices)
  }

  /// The images that are trained on; the others have nothing to learn from.
  ///
  /// By torchvision's convention those are left out whose boxes all have a side of at most 1 pixel, crowds
  /// included, and those without objects. By the paper's, those of which a side has less than 32 pixels, and those
  /// without an object that counts: no crowd, of an area above 0 and of sides of at least 1 pixel.
  ///
  /// Source: `_coco_remove_images_without_annotations` in `references/detection/coco_utils.py` of torchvision;
  /// `CustomDataset._filter_imgs` and `CocoDataset._parse_ann_info` of mmdetection 1.0.
  ///
  /// - Throws: `DataError` where the objects are read on demand and cannot be.
  public func trainable(by convention: DetectionConvention) throws(DataError) -> DetectionSubset {
    var indices: [Int] = []
    for index in 0..<count {
      let example = try example(at: index, masks: false)
      if convention.hasSomething(in: example) { indices.append(index) }
    }
    return subset(indices)
  }
}

extension DetectionConvention {
  /// The least that a side of an image has in the paper's convention.
  private static let smallestSide = 32

  fileprivate func hasSomething(in example: DetectionExample) -> Bool {
    switch self {
    case .torchvision:
      example.objects.contains { $0.box.width > 1 && $0.box.height > 1 }
    case .paper:
      min(example.size.width, example.size.height) >= Self.smallestSide
        && example.objects.contains {
          !$0.isCrowd && $0.area > 0 && $0.box.width >= 1 && $0.box.height >= 1
        }
    }
  }
}
