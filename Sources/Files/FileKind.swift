import Glibc

/// What a path can lead to, in words.
enum FileKind {
  /// The words for anything but a file, by the mode that the system tells; `nil` for a file.
  static func otherThanFile(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a link"
    default: "something else"
    }
  }
}
