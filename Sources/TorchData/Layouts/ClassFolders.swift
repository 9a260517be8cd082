/// A folder with a folder of images for each class.
struct ClassFolders {
  /// The path of the folder.
  let path: String
  /// The name of each class, sorted by its bytes.
  let classNames: [String]

  /// The classes in the folder at `path`; at least one.
  init(_ path: String) throws(DataError) {
    self.path = path
    classNames = try FolderListing.folders(in: path)
    if classNames.isEmpty { throw .empty(file: path) }
  }

  /// The images of all classes, class by class.
  ///
  /// - Throws: `DataError.emptyClass` for the first class without an image.
  func images() throws(DataError) -> ImageFiles {
    var paths: [String] = []
    var labels: [Int] = []
    var passedOver = PassedOverImages()
    for (label, name) in classNames.enumerated() {
      let images = try images(of: name)
      paths += images.paths
      labels += [Int](repeating: label, count: images.paths.count)
      passedOver.add(images.passedOver)
    }
    return ImageFiles(paths: paths, labels: labels, classNames: classNames, passedOver: passedOver)
  }

  /// The paths of the images of one class; at least one.
  func images(of name: String) throws(DataError) -> FolderListing.Images {
    let folder = "\(path)/\(name)"
    var images = try FolderListing.images(below: folder)
    if images.paths.isEmpty { throw .emptyClass(folder: folder, passedOver: images.passedOver) }
    images.paths = images.paths.map { "\(folder)/\($0)" }
    return images
  }

  /// Throws unless `other` has the same classes.
  func checkClasses(equal other: ClassFolders) throws(DataError) {
    try checkEqualClasses(classNames, of: path, other.classNames, of: other.path)
  }
}

/// Throws `DataError.differentClasses` unless `first` and `second`, both sorted, are the same.
func checkEqualClasses(
  _ first: [String], of firstPlace: String, _ second: [String], of secondPlace: String
) throws(DataError) {
  let (firstBytes, secondBytes) = (first.map { Array($0.utf8) }, second.map { Array($0.utf8) })
  if firstBytes == secondBytes { return }
  let (inFirst, inSecond) = (Set(firstBytes), Set(secondBytes))
  throw .differentClasses(
    first: firstPlace, onlyFirst: first.filter { !inSecond.contains(Array($0.utf8)) },
    second: secondPlace, onlySecond: second.filter { !inFirst.contains(Array($0.utf8)) })
}
