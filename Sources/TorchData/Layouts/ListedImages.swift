import Foundation

/// Images that a list names, with their classes.
struct ListedImages {
  /// The folder that the names start from.
  let folder: String
  /// The list, for errors.
  let list: String
  private var paths: [String] = []
  private var labels: [Int] = []

  init(in folder: String, of list: String) {
    (self.folder, self.list) = (folder, list)
  }

  /// Adds the image `name`, which stays below the folder, of class `label`.
  mutating func append(_ name: String, _ label: Int) {
    paths.append("\(folder)/\(name)")
    labels.append(label)
  }

  /// The images, once each has been seen to be there.
  ///
  /// - Throws: `DataError.missingImage` for the first that is not, `DataError.empty` for none.
  func checked(classNames: [String]) throws(DataError) -> ImageFiles {
    if paths.isEmpty { throw .empty(file: list) }
    var status = stat()
    for path in paths where stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
      throw .missingImage(file: path, list: list)
    }
    return ImageFiles(paths: paths, labels: labels, classNames: classNames)
  }
}
