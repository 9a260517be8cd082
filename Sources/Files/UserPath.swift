import Glibc

/// Files that the user named, and not a place within a folder of runs.
package enum UserPath {
  private static let mostLinks = 40

  /// The path to write where the user named `path`: that which a link leads to, so that the link stays.
  ///
  /// - Throws: `FileError` where that is no file, or not to be followed.
  package static func target(of path: String) throws(FileError) -> String {
    var target = path
    for _ in 0..<mostLinks {
      var status = stat()
      guard lstat(target, &status) == 0 else { return target }
      guard let found = FileKind.otherThanFile(status.st_mode) else { return target }
      guard status.st_mode & S_IFMT == S_IFLNK else {
        throw .notAFile(operation: "write", path: path, found: found)
      }
      let bytes = try linked(target, path)
      guard let next = String(validating: bytes, as: UTF8.self) else {
        throw .system(operation: "write", path: path, code: EILSEQ)
      }
      target = next.utf8.first == UInt8(ascii: "/") ? next : Folder.parent(of: target) + "/" + next
    }
    throw .system(operation: "write", path: path, code: ELOOP)
  }

  /// What the link at `link` says, where the user named `path`.
  private static func linked(_ link: String, _ path: String) throws(FileError) -> [UInt8] {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count > 0 else { throw FileError.last("write", path) }
    return bytes.prefix(count).map(UInt8.init(bitPattern:))
  }
}
