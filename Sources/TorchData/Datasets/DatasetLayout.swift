import Foundation

/// Where the files of a data set lie, and how they are read.
protocol DatasetLayout: Sendable {
  /// The files of a part, relative to the folder; for each the names that would do, best first.
  func names(of split: DatasetSplit) -> [[String]]

  /// Reads the files that were found for ``names(of:)``, in that order.
  func read(_ files: [String], classCount: Int) throws(DataError) -> InMemoryImages
}

/// The four IDX files of MNIST and of the data sets that imitate it.
struct IDXLayout: DatasetLayout {
  func names(of split: DatasetSplit) -> [[String]] {
    let prefix =
      switch split {
      case .training: "train"
      case .test: "t10k"
      }
    return ["\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte"].map { [$0, $0 + ".gz"] }
  }

  func read(_ files: [String], classCount: Int) throws(DataError) -> InMemoryImages {
    try InMemoryImages(idxImages: files[0], labels: files[1], classCount: classCount)
  }
}

/// The binary version of CIFAR-10 or CIFAR-100.
struct CIFARLayout: DatasetLayout {
  let folder: String
  let trainingFiles: [String]
  let testFile: String
  let labels: CIFARLabels

  func names(of split: DatasetSplit) -> [[String]] {
    let files =
      switch split {
      case .training: trainingFiles
      case .test: [testFile]
      }
    return files.map { ["\(folder)/\($0)"] }
  }

  func read(_ files: [String], classCount: Int) throws(DataError) -> InMemoryImages {
    try InMemoryImages(cifarFiles: files, labels: labels, classCount: classCount)
  }
}

/// The path of the first of `names` that is in `folder`.
func existingFile(_ names: [String], in folder: String) throws(DataError) -> String {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
  else { throw .missingFolder(folder) }
  let prefix = folder.hasSuffix("/") ? folder : folder + "/"
  for name in names where FileManager.default.fileExists(atPath: prefix + name) {
    return prefix + name
  }
  throw .missingFile(names: names, folder: folder)
}
