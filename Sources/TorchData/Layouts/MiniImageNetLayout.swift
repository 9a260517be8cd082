/// Mini-ImageNet for ordinary classification: the classes of its three parts pooled, each class divided.
///
/// Of each class the first five of six images are for training and the rest for testing, of at most 600:
/// of the published 600 that is 500 and 100. The images are in the order of the lists (`train.csv`,
/// `val.csv` and `test.csv` with `filename,label`, the files in `images/`), or of the file names, where
/// there are folders (`train/<class>/…`, `val/<class>/…`, `test/<class>/…`). Classes are sorted by name.
///
/// Source: Vinyals et al., "Matching Networks for One Shot Learning", NeurIPS 2016,
/// https://arxiv.org/abs/1606.04080; the lists are those of Ravi and Larochelle, "Optimization as a Model
/// for Few-Shot Learning", ICLR 2017; the division is that of Yong et al., "Gradient Centralization",
/// ECCV 2020, section 4.2, https://arxiv.org/abs/2004.01461.
struct MiniImageNetLayout: DatasetLayout {
  static let imagesPerClass = 600
  static let mostClasses = 100
  private static let parts = ["train", "val", "test"]

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    guard try isListed(in: folder) else { return [] }
    var files: [String] = []
    for part in Self.parts { files.append(try existing([part + ".csv"], in: folder)) }
    return files
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let classes =
      try isListed(in: folder)
      ? listed(files(of: split, in: folder), in: existing(["images"], in: folder))
      : inFolders(existing([""], in: folder))
    guard classes.count <= Self.mostClasses else {
      throw .tooManyClasses(folder: folder, expected: Self.mostClasses, found: classes.count)
    }
    var paths: [String] = []
    var labels: [Int] = []
    var passedOver = PassedOverImages()
    for (label, images) in classes.enumerated() {
      let whole = images.paths.prefix(Self.imagesPerClass)
      let trained = whole.count * 5 / 6
      let part = split == .training ? whole.prefix(trained) : whole.dropFirst(trained)
      if part.isEmpty { throw .emptyClass(folder: "\(images.place), \(split.rawValue) part") }
      paths += part
      passedOver.add(images.passedOver)
      labels += [Int](repeating: label, count: part.count)
    }
    return ImageFiles(
      paths: paths, labels: labels, classNames: classes.map(\.name), passedOver: passedOver)
  }

  /// A class with the paths of its images, and where it comes from.
  private struct Class {
    var name: String
    var place: String
    var paths: [String]
    var passedOver = PassedOverImages()
  }

  private func isListed(in folder: String) throws(DataError) -> Bool {
    try existing(["train.csv", "train"], in: folder).hasSuffix(".csv")
  }

  private func listed(_ lists: [String], in folder: String) throws(DataError) -> [Class] {
    var classes: [String: Class] = [:]
    for list in lists {
      let file = try ListFile(list)
      guard file.lines[0].text == "filename,label" else {
        throw file.lines[0].wrong(expected: "filename,label")
      }
      var images = ListedImages(in: folder, of: list)
      for line in file.lines.dropFirst() {
        let parts = line.text.unicodeScalars.split(
          separator: ",", omittingEmptySubsequences: false
        ).map { String($0) }
        guard parts.count == 2, !parts[1].isEmpty else {
          throw line.wrong(expected: "the name of a file and of a class")
        }
        let (name, label) = (try line.path(parts[0]), parts[1])
        images.append(name, 0)
        let known = classes[label, default: Class(name: label, place: list, paths: [])]
        guard known.place == list else {
          throw .repeatedClass(name: label, first: known.place, second: list)
        }
        classes[label, default: known].paths.append("\(folder)/\(name)")
      }
      _ = try images.checked(classNames: [""])
    }
    return classes.values.sorted { FolderListing.inBytes($0.name, $1.name) }
  }

  private func inFolders(_ folder: String) throws(DataError) -> [Class] {
    var classes: [Class] = []
    for part in Self.parts {
      let folders = try ClassFolders(existing([part], in: folder))
      for name in folders.classNames {
        if let first = classes.first(where: { $0.name == name }) {
          throw .repeatedClass(name: name, first: first.place, second: folders.path)
        }
        let images = try folders.images(of: name)
        classes.append(
          Class(
            name: name, place: folders.path, paths: images.paths, passedOver: images.passedOver))
      }
    }
    return classes.sorted { FolderListing.inBytes($0.name, $1.name) }
  }
}
