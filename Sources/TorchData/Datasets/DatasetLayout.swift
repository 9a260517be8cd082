import Foundation

/// Where the files of a data set lie, and how they are read.
protocol DatasetLayout: Sendable {
  /// The files that say what is in a part: those with the images, or lists of image files.
  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String]

  /// Reads a part.
  ///
  /// - Parameters:
  ///   - split: Which part.
  ///   - folder: The folder of the data set.
  ///   - classNames: The name of each class, where they are known beforehand; else empty.
  /// - Returns: At least one image.
  /// - Throws: `DataError` that names the file or folder.
  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset
}

/// The four IDX files of MNIST and of the data sets that imitate it.
struct IDXLayout: DatasetLayout {
  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    let prefix =
      switch split {
      case .training: "train"
      case .test: "t10k"
      }
    var files: [String] = []
    for name in ["\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte"] {
      files.append(try existing([name, name + ".gz"], in: folder))
    }
    return files
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let files = try files(of: split, in: folder)
    return try InMemoryImages(
      idxImages: files[0], labels: files[1], classCount: classNames.count)
  }
}

/// The binary version of CIFAR-10 or CIFAR-100.
struct CIFARLayout: DatasetLayout {
  let folder: String
  let trainingFiles: [String]
  let testFile: String
  let labels: CIFARLabels

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    let names =
      switch split {
      case .training: trainingFiles
      case .test: [testFile]
      }
    var files: [String] = []
    for name in names { files.append(try existing(["\(self.folder)/\(name)"], in: folder)) }
    return files
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    try InMemoryImages(
      cifarFiles: try files(of: split, in: folder), labels: labels, classCount: classNames.count)
  }
}

/// The path of the first of `names` that is in `folder`; the name `""` is the folder itself.
func existing(_ names: [String], in folder: String) throws(DataError) -> String {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
  else { throw .missingFolder(folder) }
  let plain = folder.hasSuffix("/") && folder != "/" ? String(folder.dropLast()) : folder
  for name in names {
    let path = name.isEmpty ? plain : "\(plain)/\(name)"
    if FileManager.default.fileExists(atPath: path) { return path }
  }
  throw .missingFile(names: names, folder: folder)
}
