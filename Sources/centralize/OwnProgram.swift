import Foundation

/// Where this executable lies.
enum OwnProgram {
  /// The folder of this executable, with links resolved.
  static var folder: String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// The path of this executable, with links resolved.
  private static var path: String {
    #if os(Linux)
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
        return path
      }
    #endif
    let called = CommandLine.arguments.first ?? "centralize"
    let path = called.contains("/") ? called : inSearchPath(called) ?? called
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func inSearchPath(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
