/// The two parts of a published data set.
public enum DatasetSplit: String, CaseIterable, Sendable {
  /// The images to learn from.
  case training

  /// The images that the published accuracies are measured on.
  case test
}

/// A data set that others know by the same name: its files, its classes and its normalization.
///
/// To add one, add a file beside `MNIST.swift` with a constant, and the constant to ``all``.
public struct PublishedDataset: Sendable {
  /// The name on the command line.
  public let name: String

  /// What is in it, in a few words.
  public let summary: String

  /// The size `[C, H, W]` of its images as published; an IDX file may hold another height and width.
  public let imageShape: ImageShape

  /// The name of each class, in the order of the labels.
  public let classNames: [String]

  /// The mean and the deviation of its training images that papers normalize with.
  public let normalization: Normalization

  let layout: any DatasetLayout

  /// All the data sets there are.
  public static let all: [PublishedDataset] = [.mnist, .fashionMNIST, .cifar10, .cifar100]

  /// The data set of that name, if there is one.
  public static func named(_ name: String) -> PublishedDataset? {
    all.first { $0.name == name }
  }

  /// Reads one part of the data set into memory.
  ///
  /// - Parameters:
  ///   - split: Which part.
  ///   - folder: The folder `DIR` that ``files(of:in:)`` speaks of.
  /// - Returns: At least one image, all of one size.
  /// - Throws: `DataError` for files that are missing, damaged or do not fit together.
  public func load(
    _ split: DatasetSplit, from folder: String
  ) throws(DataError) -> InMemoryImages {
    try layout.read(try files(of: split, in: folder), classCount: classNames.count)
  }

  /// The paths of the files that one part of the data set consists of, in a fixed order.
  ///
  /// MNIST and Fashion-MNIST lie in `DIR` itself, plain or with `.gz` (plain wins where both are there);
  /// CIFAR-10 in `DIR/cifar-10-batches-bin`, CIFAR-100 in `DIR/cifar-100-binary`.
  ///
  /// - Parameters:
  ///   - split: Which part.
  ///   - folder: The folder `DIR`.
  /// - Returns: Paths that begin with `folder`.
  /// - Throws: `DataError.missingFolder` or `DataError.missingFile` where one is not there.
  public func files(
    of split: DatasetSplit, in folder: String
  ) throws(DataError) -> [String] {
    var paths: [String] = []
    for names in layout.names(of: split) {
      paths.append(try existingFile(names, in: folder))
    }
    return paths
  }
}
