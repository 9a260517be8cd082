import CentralizeOptions
import Settings
import TorchData

/// The training or the test images of a data set with objects, with the digests of the files they came from.
struct DetectionPart {
  let images: any DetectionDataset
  /// The SHA-256 of each file of annotations or garments, by its name.
  let digests: [String: String]
  /// What of the data is passed over, in a line each.
  let notes: [String]

  /// Reads a part.
  ///
  /// - Parameters:
  ///   - split: the part.
  ///   - data: the data set.
  ///   - count: how many images are wanted: the first ones, or so many scenes that are made; `nil` for all, of scenes
  ///     for as many as usual.
  ///   - reading: how they are read.
  ///   - masks: whether their objects have masks.
  /// - Throws: a `DataError`; `TrainingError.tooFewImages` naming the option that says how many.
  init(
    _ split: DatasetSplit, of data: DataChoice, count: Int?, _ reading: ImageReading, masks: Bool
  ) throws {
    let folder = data.folder
    guard data.dataset == .coco else {
      images = try SyntheticGarments(
        split, in: folder, count: count ?? SyntheticScenes.usualCount(of: split),
        side: reading.objectImageSize(of: data.dataset))
      digests = try fileDigests(PublishedDataset.fashionMNIST.files(of: split, in: folder))
      notes = []
      return
    }
    let all = try CocoImages(
      split, in: folder, masks: masks, skipsCorrupt: reading.skipCorrupt ?? false)
    let count = count ?? all.count
    try TrainingError.check(
      count, of: all.count, for: split == .training ? .trainSamples : .testSamples)
    images = count == all.count ? all : all.subset(Array(0..<count))
    digests = try fileDigests([try CocoImages.annotations(of: split, in: folder)])
    notes = all.leftOut.map { "left out: \($0)" }
  }
}

extension SyntheticScenes {
  fileprivate static func usualCount(of split: DatasetSplit) -> Int {
    split == .training ? training : test
  }
}

extension ImageReading {
  /// The length of the shorter side of an image with objects, in pixels.
  func objectImageSize(of dataset: DatasetName) -> Int { imageSize ?? dataset.usualImageSize }
}

extension DetectionCategories {
  /// Checks that a network with so many outputs has one for each label and the background.
  ///
  /// - Throws: `TrainingError.unfitClasses`.
  func check(outputs: Int, _ convention: DetectionConvention) throws(TrainingError) {
    let labels = labelCount(by: convention)
    if labels == outputs { return }
    throw .unfitClasses(
      option: "classes", expected: "\(labels), the labels of the data and the background",
      found: "\(outputs)")
  }
}
