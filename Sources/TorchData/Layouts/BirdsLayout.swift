/// CUB-200-2011: text files with a number and a value per line, in `CUB_200_2011`.
///
/// `images.txt` names the images in `images/`, `image_class_labels.txt` their classes from 1 on,
/// `train_test_split.txt` has 1 for those to learn from, `classes.txt` names the classes. All are in the
/// order of their numbers, from 1 on.
///
/// Source: Wah, Branson, Welinder, Perona and Belongie, "The Caltech-UCSD Birds-200-2011 Dataset",
/// Technical Report CNS-TR-2011-001, Caltech, 2011.
struct BirdsLayout: DatasetLayout {
  static let mostClasses = 200
  private static let places = ["CUB_200_2011", ""]
  private static let lists = [
    "images.txt", "image_class_labels.txt", "train_test_split.txt", "classes.txt",
  ]

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    var files: [String] = []
    for list in Self.lists {
      files.append(
        try existing(Self.places.map { $0.isEmpty ? list : "\($0)/\(list)" }, in: folder))
    }
    return files
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let files = try files(of: split, in: folder)
    let names = try NumberedList(files[0])
    let classes = try NumberedList(files[1], asLongAs: names)
    let parts = try NumberedList(files[2], asLongAs: names)
    let classNames = try NumberedList(files[3]).values
    guard classNames.count <= Self.mostClasses else {
      throw .tooManyClasses(
        folder: files[3], expected: Self.mostClasses, found: classNames.count)
    }
    let place = try existing(["images"], in: String(files[0].dropLast("/images.txt".utf8.count)))
    var images = ListedImages(in: place, of: files[0])
    for (index, name) in names.values.enumerated() {
      let (classLine, partLine) = (classes.lines[index], parts.lines[index])
      let label = try classLine.number(
        classes.values[index], in: 1...classNames.count,
        "the number of an image and its class, from 1 to \(classNames.count)")
      let isTraining = try partLine.number(
        parts.values[index], in: 0...1, "the number of an image, and 1 for training or 0")
      let path = try names.lines[index].path(name)
      if isTraining == (split == .training ? 1 : 0) { images.append(path, label - 1) }
    }
    return try images.checked(classNames: classNames)
  }
}

/// A list whose lines begin with their numbers, from 1 on.
private struct NumberedList {
  let path: String
  let lines: [ListFile.Line]
  /// What follows the number of each line.
  let values: [String]

  init(_ path: String, asLongAs other: NumberedList? = nil) throws(DataError) {
    (self.path, lines) = (path, try ListFile(path).lines)
    if let other, other.lines.count != lines.count {
      throw .countMismatch(
        imageFile: other.path, imageCount: other.lines.count,
        labelFile: path, labelCount: lines.count)
    }
    var values: [String] = []
    for (index, line) in lines.enumerated() {
      let expected = "the number \(index + 1) and a value"
      let (number, value) = try line.pair(expected)
      _ = try line.number(number, in: index + 1...index + 1, expected)
      values.append(value)
    }
    self.values = values
  }
}
