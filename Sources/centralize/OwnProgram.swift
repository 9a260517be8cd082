import CentralizeOptions
import Foundation

/// Where this executable lies.
enum OwnProgram {
  /// The folder of this executable, with links resolved.
  static var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

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
    let path = folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw .engineMissing(
        path: path,
        reason: "it must lie beside centralize; 'swift build --product \(name)' builds it")
    }
    return path
  }

  /// The path of this executable, with links resolved.
  private static var path: String {
    #if os(Linux)
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
        return path
      }
    #endif
    let called = CommandLine.arguments.first ?? "centralize"
    let path = called.utf8.contains(UInt8(ascii: "/")) ? called : inSearchPath(called) ?? called
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func inSearchPath(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.unicodeScalars.split(separator: ":").map { "\(String($0))/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
