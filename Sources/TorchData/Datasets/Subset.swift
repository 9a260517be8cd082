/// Some images of another data set, in an order of its own; the pixels are not copied.
public struct Subset: ImageDataset {
  /// The data set that the images come from.
  public let base: any ImageDataset

  /// The place in ``base`` of each image.
  public let indices: [Int]

  /// The class of each image, in 0 ..< ``classCount``.
  public let labels: [Int]

  /// The number of classes.
  public let classCount: Int

  /// The number of channels of every image.
  public var channels: Int { base.channels }

  /// The size `[C, H, W]` of every image; `nil` where each has its own.
  public var commonShape: ImageShape? { base.commonShape }

  fileprivate init(
    of base: any ImageDataset, indices: [Int], classCount: Int, relabel: (Int) -> Int
  ) {
    let labels = base.labels
    (self.base, self.indices, self.classCount) = (base, indices, classCount)
    self.labels = indices.map { relabel(labels[$0]) }
  }

  /// Calls `body` once with an image, as ``base`` stores it.
  public func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    try base.withImage(at: indices[index], body)
  }
}

extension ImageDataset {
  /// The images at `indices`, in that order; an index outside of 0 ..< `count` traps.
  public func subset(_ indices: [Int]) -> Subset {
    precondition(
      indices.allSatisfy { $0 >= 0 && $0 < count }, "an index lies outside of 0 ..< \(count)")
    return Subset(of: self, indices: indices, classCount: classCount, relabel: { $0 })
  }

  /// The first `count` images, which must be there.
  public func first(_ count: Int) -> Subset {
    precondition(
      count >= 0 && count <= self.count,
      "the first \(count) images were asked for, there are \(self.count)")
    return subset(Array(0..<count))
  }

  /// The images of the classes in `range`, relabelled to 0 ..< `range.count`.
  public func classes(_ range: ClosedRange<Int>) -> Subset { classes(Array(range)) }

  /// The images of `chosen` classes, in their order, relabelled to 0 ..< `chosen.count` by the place of
  /// their class in `chosen`.
  ///
  /// A class outside of 0 ..< ``classCount`` traps. The result has `chosen.count` classes, also where
  /// there is no image of some or of all of them.
  public func classes(_ chosen: [Int]) -> Subset {
    precondition(
      chosen.allSatisfy { $0 >= 0 && $0 < classCount },
      "the classes \(chosen) lie outside of 0 ..< \(classCount)")
    let places = Dictionary(chosen.enumerated().map { ($1, $0) }) { first, _ in first }
    let labels = labels
    return Subset(
      of: self, indices: labels.indices.filter { places[labels[$0]] != nil },
      classCount: chosen.count, relabel: { places[$0, default: 0] })
  }

  /// All images but the last `held`, and those: the same division in every run.
  ///
  /// - Parameter held: The number of images to hold out, in 0 … ``count``; others trap.
  /// - Returns: The images to train on and those to validate with.
  public func holdingOut(last held: Int) -> (training: Subset, validation: Subset) {
    precondition(
      held >= 0 && held <= count, "\(held) images cannot be held out of \(count)")
    return (first(count - held), subset(Array(count - held..<count)))
  }
}
