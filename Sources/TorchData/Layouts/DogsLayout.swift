/// Stanford Dogs: `Images/<class>/…` with `train_list.mat` and `test_list.mat` (beside it or in `lists`),
/// or `train/<class>/…` and `test/<class>/…`.
///
/// The cell array `file_list` of a list names the images, `labels` their classes from 1 on. A class is
/// called as its folder, such as `n02085620-Chihuahua`.
///
/// Source: Khosla, Jayadevaprakash, Yao and Fei-Fei, "Novel Dataset for Fine-Grained Image
/// Categorization", FGVC at CVPR 2011, http://vision.stanford.edu/aditya86/ImageNetDogs.
struct DogsLayout: DatasetLayout {
  static let mostClasses = 120

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    guard try isListed(in: folder) else { return [] }
    var files: [String] = []
    for part in split == .training ? ["train"] : ["test", "train"] {
      files.append(try existing(["\(part)_list.mat", "lists/\(part)_list.mat"], in: folder))
    }
    return files
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    guard try isListed(in: folder) else {
      return try FolderLayout().images(of: split, in: folder, classNames: [])
    }
    let files = try files(of: split, in: folder)
    let place = try existing(["Images", "images"], in: folder)
    // The classes are those of the training images, for the test images too.
    let names = try Self.classNames(of: Self.columns(of: files[files.count - 1]))
    let columns = try Self.columns(of: files[0])
    let images = try columns.names.images(
      classes: columns.labels, from: 1, in: place, classNames: names)
    for (label, name) in zip(images.labels, try columns.names.texts()) {
      let folder = Self.folder(of: name)
      guard folder == names[label] else {
        throw .corruptMAT(
          file: files[0], reason: "class \(label + 1) is both \(names[label]) and \(folder)")
      }
    }
    return images
  }

  private func isListed(in folder: String) throws(DataError) -> Bool {
    try existing(["train_list.mat", "lists/train_list.mat", "train"], in: folder)
      .hasSuffix("train_list.mat")
  }

  private static func columns(
    of file: String
  ) throws(DataError) -> (names: MATColumn, labels: MATColumn) {
    let columns = try MATReader().columns(["file_list", "labels"], of: file)
    return (columns[0], columns[1])
  }

  private static func classNames(
    of columns: (names: MATColumn, labels: MATColumn)
  ) throws(DataError) -> [String] {
    let (files, labels) = (try columns.names.texts(), try columns.labels.numbers())
    let count = labels.max() ?? 0
    guard (1...mostClasses).contains(count) else {
      throw .corruptMAT(
        file: columns.names.file,
        reason: "its classes must be of 1 to \(mostClasses), and the largest is \(count)")
    }
    var names = [String?](repeating: nil, count: count)
    for (file, label) in zip(files, labels) where names.indices.contains(label - 1) {
      names[label - 1] = names[label - 1] ?? folder(of: file)
    }
    if let missing = names.firstIndex(of: nil) {
      throw .corruptMAT(
        file: columns.names.file, reason: "class \(missing + 1) of \(count) has no image")
    }
    return names.compactMap { $0 }
  }

  private static func folder(of name: String) -> String {
    String(decoding: name.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }
}
