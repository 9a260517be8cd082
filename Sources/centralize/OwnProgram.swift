import CentralizeOptions
import Foundation
import Processes

/// The programs that come with this one.
enum OwnProgram {
  /// Replaces this process by the program `name`, which lies beside this one.
  ///
  /// The process keeps its number, so signals reach what it has become.
  static func become(_ name: String, _ arguments: [String]) throws(OptionsError) {
    let path = try pathBeside(name)
    var pointers = ([path] + arguments).map { strdup($0) }
    pointers.append(nil)
    execv(path, pointers)
    let reason = String(cString: strerror(errno))
    pointers.forEach { free($0) }
    throw .engineMissing(path: path, reason: reason)
  }

  /// The path of the program `name`, which lies beside this one.
  static func pathBeside(_ name: String) throws(OptionsError) -> String {
    let path = OwnExecutable.folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw .engineMissing(
        path: path,
        reason: "it must lie beside centralize; 'swift build --product \(name)' builds it")
    }
    return path
  }
}
