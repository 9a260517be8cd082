import Glibc

/// Folders on the disk.
public enum Folder {
  /// Makes the folder at `path` and those above it, where they are not there.
  ///
  /// A new one is still there after a power cut, as the folder that it is made in is synced.
  public static func make(_ path: String) throws(FileError) { try make(path, sync: synchronize) }

  /// Makes the folder, and removes what writers that were killed have left in it.
  package static func prepare(_ path: String) throws(FileError) {
    try make(path)
    TemporaryFile.removeLeftovers(in: path)
  }

  static func make(_ path: String, sync: (String) -> Void) throws(FileError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
      if mkdir(partial, 0o777) == 0 {
        sync(parent(of: partial))
      } else if errno != EEXIST {
        throw FileError.last("create the folder", partial)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .system(operation: "create the folder", path: path, code: ENOTDIR)
    }
  }

  /// Waits until what was made or renamed in the folder at `path` is on the disk.
  ///
  /// A file system that cannot do that has still made it.
  static func synchronize(_ path: String) { try? Synchronization.of(path) }

  /// The folder that `path` lies in, by its words alone.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
