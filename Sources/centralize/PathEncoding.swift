import CentralizeOptions
import Glibc

/// Whether what names files can be held in text.
///
/// A file's name may be any bytes. As text, one that is no UTF-8 would become another name without a word.
enum PathEncoding {
  /// Checks the words of the command line, and the path of the current folder.
  static func check() throws(OptionsError) {
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let word = CommandLine.unsafeArgv[index] else { continue }
      if String(validatingCString: word) == nil {
        throw .notUTF8(what: "Argument \(index) of the command line", String(cString: word))
      }
    }
    guard let folder = getcwd(nil, 0) else { return }
    defer { free(folder) }
    if String(validatingCString: folder) == nil {
      throw .notUTF8(what: "The path of the current folder", String(cString: folder))
    }
  }
}
