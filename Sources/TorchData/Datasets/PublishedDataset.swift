/// The two parts of a published data set.
public enum DatasetSplit: String, CaseIterable, Sendable {
  /// The images to learn from.
  case training

  /// The images that the published accuracies are measured on.
  case test
}

/// A data set that others know by the same name: its files, its classes and its normalization.
///
/// To add one, add a file beside `MNIST.swift` with a constant, and a case to `DatasetName`.
public struct PublishedDataset: Sendable {
  /// The name, under which `Settings` describes it.
  public let name: DatasetName

  /// The name of each class, in the order of the labels; empty where only the files say them.
  public let classNames: [String]

  /// The mean and the deviation of its training images that papers normalize with.
  public let normalization: Normalization

  let layout: any DatasetLayout

  /// The size `[C, H, W]` of its images as published, `nil` where each has its own; an IDX file may
  /// hold another height and width.
  public var imageShape: ImageShape? {
    name.imageSize.map { ImageShape(channels: name.channels, height: $0, width: $0) }
  }

  /// Reads one part of the data set: into memory where its images are small, else what its files are.
  ///
  /// - Parameters:
  ///   - split: Which part.
  ///   - folder: The folder `DIR` that ``files(of:in:)`` speaks of.
  /// - Returns: At least one image: `InMemoryImages`, all of one size, or `ImageFiles`, class by class
  ///   or in the order of the list, each seen to be there.
  /// - Throws: `DataError` for files that are missing, damaged or do not fit together.
  public func load(
    _ split: DatasetSplit, from folder: String
  ) throws(DataError) -> any ImageDataset {
    try layout.images(of: split, in: folder, classNames: classNames)
  }

  /// The paths of the files that say what is in one part of the data set, in a fixed order: those with
  /// the images themselves, or the lists of image files; none where the folders say it.
  ///
  /// MNIST and Fashion-MNIST lie in `DIR` itself, plain or with `.gz` (plain wins where both are there);
  /// CIFAR-10 in `DIR/cifar-10-batches-bin`, CIFAR-100 in `DIR/cifar-100-binary`. The others lie in `DIR`
  /// as their archives unpack.
  ///
  /// - Parameters:
  ///   - split: Which part.
  ///   - folder: The folder `DIR`.
  /// - Returns: Paths that begin with `folder`.
  /// - Throws: `DataError.missingFolder` or `DataError.missingFile` where one is not there.
  public func files(
    of split: DatasetSplit, in folder: String
  ) throws(DataError) -> [String] {
    try layout.files(of: split, in: folder)
  }
}

extension DatasetName {
  /// The data set of this name.
  ///
  /// Traps for one whose images have objects and no classes: see ``CocoImages`` and ``SyntheticGarments``.
  ///
  /// - Parameter labels: What the classes are, where there is a choice; `nil` for the usual.
  /// - Returns: Its files, classes and normalization.
  public func published(by labels: AircraftLabels? = nil) -> PublishedDataset {
    switch self {
    case .fashionMNIST: .fashionMNIST
    case .mnist: .mnist
    case .cifar10: .cifar10
    case .cifar100: .cifar100
    case .imageNet: .imageNet
    case .miniImageNet: .miniImageNet
    case .aircraft: .aircraft(labels ?? .variant)
    case .stanfordCars: .stanfordCars
    case .stanfordDogs: .stanfordDogs
    case .birds: .birds
    case .folder: .folder
    case .coco, .syntheticGarments:
      preconditionFailure("the images of \(rawValue) have objects, and no classes")
    }
  }
}
