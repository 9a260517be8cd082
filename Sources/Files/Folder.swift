import Glibc

/// Folders on the disk.
public enum Folder {
  /// Makes the folder at `path` and those above it, where they are not there.
  public static func make(_ path: String) throws(FileError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
      if mkdir(partial, 0o777) != 0 && errno != EEXIST {
        throw FileError.last("create the folder", partial)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .system(operation: "create the folder", path: path, code: ENOTDIR)
    }
  }
}
