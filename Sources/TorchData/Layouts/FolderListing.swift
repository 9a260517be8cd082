import Foundation

/// What is in folders, each name once and sorted by its bytes; what is hidden is passed over.
///
/// Links are followed.
enum FolderListing {
  /// The suffixes of image files, whatever their case.
  static let imageSuffixes = [".jpg", ".jpeg", ".png"]
  /// The most folders inside of each other: a link may lead back to where it lies.
  private static let mostDepth = 16
  /// The most folders below one: links may lead to each other.
  private static let mostFolders = 1 << 17

  /// The images below a folder, and what was passed over.
  struct Images {
    /// The paths, from the folder on.
    var paths: [String] = []
    /// The images of formats that are not read.
    var passedOver = PassedOverImages()
  }

  private struct Visit {
    var found: [(folder: String, images: [String])] = []
    var passedOver = PassedOverImages()
    var folderCount = 0
  }

  /// The names of the folders in `folder`.
  static func folders(in folder: String) throws(DataError) -> [String] {
    try entries(of: folder).filter(\.isFolder).map(\.name)
  }

  /// The images in `folder` and in the folders below it, as paths from there on: first those of
  /// `folder`, then those of each folder below, by its path.
  ///
  /// The order is that of torchvision's `ImageFolder`.
  static func images(below folder: String) throws(DataError) -> Images {
    var seen = Visit()
    try visit(folder, "", depth: 0, &seen)
    let paths = seen.found.sorted { inBytes($0.folder, $1.folder) }.flatMap { place in
      place.images.map { place.folder.isEmpty ? $0 : "\(place.folder)/\($0)" }
    }
    return Images(paths: paths, passedOver: seen.passedOver)
  }

  /// The names of the image files that lie in `folder` itself.
  static func images(in folder: String) throws(DataError) -> [String] {
    try entries(of: folder).filter { !$0.isFolder && isImage($0.name) }.map(\.name)
  }

  /// Whether `a` comes before `b` in the order of their bytes.
  static func inBytes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private static func isImage(_ name: String) -> Bool {
    imageSuffixes.contains(where: name.endsInSuffix)
  }

  private static func visit(
    _ root: String, _ path: String, depth: Int, _ seen: inout Visit
  ) throws(DataError) {
    let full = path.isEmpty ? root : "\(root)/\(path)"
    guard depth < mostDepth else {
      throw .unreadable(file: full, reason: "there are \(depth) folders inside of each other")
    }
    seen.folderCount += 1
    guard seen.folderCount <= mostFolders else {
      throw .unreadable(file: root, reason: "there are more than \(mostFolders) folders below it")
    }
    var images: [String] = []
    for entry in try entries(of: full) {
      if entry.isFolder {
        let below = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
        try visit(root, below, depth: depth + 1, &seen)
      } else if isImage(entry.name) {
        images.append(entry.name)
      } else {
        seen.passedOver.count(entry.name)
      }
    }
    if !images.isEmpty { seen.found.append((path, images)) }
  }

  private static func entries(
    of folder: String
  ) throws(DataError) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { throw .missingFolder(folder) }
      throw .unreadable(file: folder, reason: systemReason())
    }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool)] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else {
        throw .unreadable(file: folder, reason: "the name of a file in it is not UTF-8")
      }
      if name.utf8.first != UInt8(ascii: ".") {
        entries.append((name, try isFolder(entry.pointee, "\(folder)/\(name)")))
      }
      errno = 0
    }
    guard errno == 0 else { throw .unreadable(file: folder, reason: systemReason()) }
    return entries.sorted { inBytes($0.name, $1.name) }
  }

  private static func isFolder(_ entry: dirent, _ path: String) throws(DataError) -> Bool {
    switch Int(entry.d_type) {
    case Int(DT_DIR): return true
    case Int(DT_REG): return false
    default:
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw .unreadable(file: path, reason: systemReason())
      }
      return status.st_mode & S_IFMT == S_IFDIR
    }
  }
}
