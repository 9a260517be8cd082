/// ImageNet of 2012: `train/<WNID>/…` and `val/`, with a folder per class or as it is published.
///
/// Classes are the WordNet identifiers in sorted order. The published `val` is flat: the class of
/// `ILSVRC2012_val_00000001.JPEG` is the number in the first line of
/// `ILSVRC2012_validation_ground_truth.txt`, from 1 on, which `meta.mat` maps to the WNID. Both lie in
/// `ILSVRC2012_devkit_t12/data`. The images may lie in `ILSVRC/Data/CLS-LOC`.
///
/// Source: Russakovsky et al., "ImageNet Large Scale Visual Recognition Challenge", International Journal
/// of Computer Vision 115(3), 2015, https://arxiv.org/abs/1409.0575; the development kit's readme.txt.
struct ImageNetLayout: DatasetLayout {
  static let truthName = "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt"
  static let metaName = "ILSVRC2012_devkit_t12/data/meta.mat"
  static let mostClasses = 1000

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    guard split == .test else { return [] }
    let (_, isFlat) = try validation(in: folder)
    return isFlat
      ? [try existing([Self.truthName], in: folder), try existing([Self.metaName], in: folder)] : []
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    if split == .training { return try Self.classes(root(of: folder) + "/train").images() }
    let (place, isFlat) = try validation(in: folder)
    let images = isFlat ? try published(place, in: folder) : try Self.classes(place).images()
    // Without the training images, those of the validation can still be evaluated.
    let train = try root(of: folder) + "/train"
    if try FolderListing.folders(in: root(of: folder)).contains("train") {
      try checkEqualClasses(
        Self.classes(train).classNames, of: train, images.classNames, of: place)
    }
    return images
  }

  private static func classes(_ path: String) throws(DataError) -> ClassFolders {
    let folders = try ClassFolders(path)
    guard folders.classNames.count <= mostClasses else {
      throw .tooManyClasses(folder: path, expected: mostClasses, found: folders.classNames.count)
    }
    return folders
  }

  private func root(of folder: String) throws(DataError) -> String {
    let nested = "ILSVRC/Data/CLS-LOC"
    return try existing(["train", "val", nested], in: folder).hasSuffix(nested)
      ? existing([nested], in: folder) : existing([""], in: folder)
  }

  private func validation(in folder: String) throws(DataError) -> (place: String, isFlat: Bool) {
    let place = try existing(["val"], in: root(of: folder))
    return (place, try FolderListing.folders(in: place).isEmpty)
  }

  private func published(
    _ place: String, in folder: String
  ) throws(DataError) -> ImageFiles {
    let truth = try ListFile(existing([Self.truthName], in: folder))
    let synsets = try ImageNetSynsets(existing([Self.metaName], in: folder))
    let found = try FolderListing.images(in: place).count
    guard found <= truth.lines.count else {
      throw .countMismatch(
        imageFile: place, imageCount: found, labelFile: truth.path, labelCount: truth.lines.count)
    }
    var images = ListedImages(in: place, of: truth.path)
    for (index, line) in truth.lines.enumerated() {
      let expected = "the number of a class, from 1 to \(synsets.labels.count)"
      guard let label = Int(line.text).flatMap({ synsets.labels[$0] }) else {
        throw line.wrong(expected: expected)
      }
      let digits = String(index + 1)
      let zeros = String(repeating: "0", count: max(0, 8 - digits.count))
      images.append("ILSVRC2012_val_\(zeros)\(digits).JPEG", label)
    }
    return try images.checked(classNames: synsets.classNames)
  }
}

/// The classes of ImageNet, from `meta.mat` of the development kit.
struct ImageNetSynsets {
  /// The WordNet identifiers, sorted.
  let classNames: [String]
  /// The label of each class, by its number in the development kit, from 1.
  let labels: [Int: Int]

  /// Reads the file at `path`; rows with children in WordNet are not classes.
  init(_ path: String) throws(DataError) {
    let columns = try MATReader().columns(
      ["synsets/ILSVRC2012_ID", "synsets/WNID", "synsets/num_children"], of: path)
    let (numbers, names) = (try columns[0].numbers(), try columns[1].texts())
    let children = try columns[2].numbers()
    let leaves = names.indices.filter { children[$0] == 0 }
    let sorted = leaves.sorted { FolderListing.inBytes(names[$0], names[$1]) }
    classNames = sorted.map { names[$0] }
    labels = Dictionary(sorted.enumerated().map { (numbers[$1], $0) }) { first, _ in first }
    let isWhole = labels.keys.allSatisfy((1...max(1, leaves.count)).contains)
    guard !leaves.isEmpty, leaves.count <= ImageNetLayout.mostClasses, isWhole,
      labels.count == leaves.count, Set(classNames).count == leaves.count
    else {
      throw .corruptMAT(
        file: path, reason: "'synsets' must number its classes from 1 on, and does not")
    }
  }
}
