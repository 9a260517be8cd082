import Foundation

/// The executable of this process.
package enum OwnExecutable {
  /// Its path, with links resolved.
  package static var path: String {
    #if os(Linux)
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
        return path
      }
    #endif
    let called = CommandLine.arguments.first ?? "centralize"
    let path = called.utf8.contains(UInt8(ascii: "/")) ? called : inSearchPath(called) ?? called
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// The path of the folder in which it lies, with the programs that come with it.
  package static var folder: String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private static func inSearchPath(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.unicodeScalars.split(separator: ":").map { "\(String($0))/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
