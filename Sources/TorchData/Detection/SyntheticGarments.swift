import Coco

/// Scenes of garments that lie on a textured ground, made from Fashion-MNIST as they are asked for.
///
/// A scene has one to five garments of random kinds, sizes and colors at random places; each eighth one or so has a
/// crowd too, a heap of small garments of one kind. The pixels of a garment are those brighter than 0.15 of
/// white; what covers it is taken from its mask, its box bounds the pixels that are seen, and a garment of
/// which fewer than 60 are seen does not count. Scenes for testing are of test garments alone.
///
/// A scene depends on the seed, the part and its place alone: it is the same in every epoch and on every machine.
///
/// Source of the garments: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking
/// Machine Learning Algorithms", 2017, https://arxiv.org/abs/1708.07747.
public struct SyntheticGarments: DetectionDataset {
  /// The number of scenes.
  public let count: Int

  /// The side of a scene in pixels.
  public let side: Int

  /// The kinds of garments, with the identifiers 1 to 10.
  public let categories: DetectionCategories

  /// 3: the scenes are colored.
  public var channels: Int { 3 }

  /// Each object has a mask.
  public var hasMasks: Bool { true }

  private let garments: InMemoryImages
  private let split: DatasetSplit
  private let seed: UInt64

  /// The usual side of a scene in pixels.
  public static let usualSide = 128

  /// Scenes of these garments.
  ///
  /// - Parameters:
  ///   - garments: Gray images of the ten classes of Fashion-MNIST: those of `split`.
  ///   - split: Which part the scenes are for.
  ///   - count: The number of scenes, positive.
  ///   - side: The side of a scene in pixels, at least 64.
  ///   - seed: The seed of all scenes.
  public init(
    _ garments: InMemoryImages, _ split: DatasetSplit, count: Int, side: Int = usualSide,
    seed: UInt64 = 0
  ) {
    precondition(count > 0, "a data set of \(count) scenes is empty")
    precondition(side >= 64, "garments have no room on \(side) pixels")
    let names = PublishedDataset.fashionMNIST.classNames
    precondition(
      garments.channels == 1 && garments.classCount == names.count && garments.count > 0,
      "scenes are of gray garments of \(names.count) kinds")
    (self.garments, self.split, self.count) = (garments, split, count)
    (self.side, self.seed) = (side, seed)
    categories = DetectionCategories(
      names.enumerated().map { DetectionCategory(id: .number($0.offset + 1), name: $0.element) })
  }

  /// Scenes of the garments in a folder of Fashion-MNIST, as ``PublishedDataset/files(of:in:)`` says it.
  ///
  /// - Throws: `DataError` for files that are missing or damaged.
  public init(
    _ split: DatasetSplit, in folder: String, count: Int, side: Int = usualSide, seed: UInt64 = 0
  ) throws(DataError) {
    let dataset = PublishedDataset.fashionMNIST
    let files = try dataset.files(of: split, in: folder)
    let garments = try InMemoryImages(
      idxImages: files[0], labels: files[1], classCount: dataset.classNames.count)
    self.init(garments, split, count: count, side: side, seed: seed)
  }

  /// The size of every scene.
  public func size(at index: Int) -> PixelSize { PixelSize(width: side, height: side) }

  /// The garments of the scene at `index` that are seen.
  public func example(at index: Int, masks: Bool) -> DetectionExample {
    example(of: scene(at: index), index, masks)
  }

  /// Calls `body` with the pixels of the scene at `index` and the garments that are seen in it.
  public func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError) {
    let scene = scene(at: index)
    let shape = ImageShape(channels: 3, height: side, width: side)
    try scene.canvas.pixels.withUnsafeBufferPointer { (pixels) throws(DataError) in
      try body(.pixels(pixels, shape), example(of: scene, index, masks))
    }
  }

  private func scene(at index: Int) -> GarmentScene {
    precondition((0..<count).contains(index), "there is no scene \(index) among \(count)")
    var random = SplitMix64(
      seed: seed, purpose: .scene, epoch: split == .training ? 0 : 1, index: index)
    return GarmentScene(of: garments, side: side, using: &random)
  }

  private func example(
    of scene: GarmentScene, _ index: Int, _ masks: Bool
  ) -> DetectionExample {
    var objects = scene.objects
    if !masks { for place in objects.indices { objects[place].mask = nil } }
    return DetectionExample(
      index: index, imageID: .number(index + 1), size: size(at: index), objects: objects)
  }
}
