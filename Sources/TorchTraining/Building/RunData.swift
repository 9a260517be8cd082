import Files
public import Settings
import Torch
public import TorchData

/// The images of a run: read once, divided, and with the digests of the files they came from.
public struct RunData {
  /// What the network learns from.
  public let training: any ImageDataset
  /// Training images that were held out; `nil` for none.
  public private(set) var validation: (any ImageDataset)?
  /// What the accuracy is measured on.
  public let test: any ImageDataset
  /// The SHA-256 of each file, by its name; of image files, that of all their paths and sizes.
  public let digests: [String: String]
  /// The names of the classes, in the order of the labels.
  let classNames: [String]
  /// What the data has that the training passes over, to be told to the user.
  let notes: [String]
  /// What happens to training images on their way into a batch.
  let trainingPipeline: ImagePipeline
  let evaluationPipeline: ImagePipeline

  /// Reads and divides the data of `configuration`.
  ///
  /// In this order: other classes than the chosen ones are left out, the last `validation` training
  /// images are held out, the first `trainSamples` of the rest are kept. First and last is meant in the
  /// order of the files where all images have one size. Image files are listed class by class: there it
  /// is meant in `evenOrder()`, which has a fair share of every class at any place, and what is kept stays
  /// in the order of the listing.
  public init(_ configuration: RunConfiguration) throws {
    let published = configuration.data.dataset.published(by: configuration.data.labels)
    let folder = configuration.data.folder
    let (training, test) = (
      try published.load(.training, from: folder), try published.load(.test, from: folder)
    )
    let whole = try training.chosen(
      configuration.data.classSubset, outputs: configuration.data.classes)
    self.test = try test.chosen(configuration.data.classSubset, outputs: configuration.data.classes)
      .first(configuration.images.testSamples)
    let names = (training as? ImageFiles)?.classNames ?? published.classNames
    let chosen = configuration.data.classSubset?.classes ?? Array(names.indices)
    classNames = chosen.compactMap { names.indices.contains($0) ? names[$0] : nil }
    let held = configuration.images.validation
    try TrainingError.check(held + 1, of: whole.count, for: .validation)
    let kept = configuration.images.samples ?? whole.count - held
    try TrainingError.check(kept, of: whole.count - held, for: .trainSamples)
    if kept == whole.count {
      self.training = whole
    } else {
      let order = whole.fairOrder
      self.training = whole.subset(order.prefix(kept).sorted())
      validation = held > 0 ? whole.subset(order.suffix(held).sorted()) : nil
    }
    try TrainingError.check(1, of: self.test.count, for: .classSubset)
    try TrainingError.check(
      configuration.course.batchSize * configuration.course.accumulate, of: kept, for: .batchSize)
    var digests = try fileDigests(
      published.files(of: .training, in: folder) + published.files(of: .test, in: folder))
    digests[DatasetSplit.training.listingName] = try listingDigest(training, in: folder)
    digests[DatasetSplit.test.listingName] = try listingDigest(test, in: folder)
    self.digests = digests
    notes =
      [
        training.passedOverNote(in: folder + ", training"),
        test.passedOverNote(in: folder + ", test"),
      ]
      .compactMap { $0 } + Self.sizeNotes(training, test)
    trainingPipeline = configuration.trainingPipeline(of: published)
    evaluationPipeline = published.evaluationPipeline(
      configuration.reading, dtype: configuration.machine.dtype)
  }
}

extension RunData {
  private static func sizeNotes(
    _ training: any ImageDataset, _ test: any ImageDataset
  ) -> [String] {
    guard let trained = training.commonShape, let tested = test.commonShape, trained != tested
    else { return [] }
    let words = [trained, tested].map { "\($0.height) × \($0.width)" }
    return [
      "the images to train on have \(words[0]) pixels, those to test on \(words[1])"
    ]
  }
}

extension ImageDataset {
  /// The order of the images in which a part of them is taken: that of the files, or where sizes differ, and files
  /// are listed class by class, `evenOrder()`.
  fileprivate var fairOrder: [Int] {
    commonShape == nil ? evenOrder() : Array(labels.indices)
  }

  /// The first `count` images, or all, in ``fairOrder``.
  ///
  /// - Throws: `TrainingError.tooFewImages`.
  func first(_ count: Int?) throws(TrainingError) -> any ImageDataset {
    guard let count else { return self }
    try TrainingError.check(count, of: self.count, for: .testSamples)
    return subset(fairOrder.prefix(count).sorted())
  }

  /// What is told of images beside these that are not read; `nil` for nothing.
  func passedOverNote(in place: String) -> String? {
    guard let files = self as? ImageFiles, !files.passedOver.isEmpty else { return nil }
    return "\(place.shown): \(files.passedOver.words)"
  }

  /// The images of the chosen classes, or all.
  ///
  /// - Throws: `TrainingError.unfitClasses` where the data does not have those, or has more classes than
  ///   the network has outputs: how many there are is known for sure only now.
  func chosen(_ subset: ClassSubset?, outputs: Int) throws(TrainingError) -> any ImageDataset {
    guard let subset else {
      if classCount > outputs {
        throw .unfitClasses(
          option: "classes", expected: "at least \(classCount), the number in the data",
          found: "\(outputs)")
      }
      return self
    }
    guard let last = subset.classes.last, last < classCount else {
      throw .unfitClasses(
        option: "class-subset", expected: "within the classes 0-\(classCount - 1) of the data",
        found: "\(subset)")
    }
    return classes(subset.classes)
  }
}
