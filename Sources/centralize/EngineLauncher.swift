import CentralizeOptions
import Foundation

/// Becomes `centralize-engine`, which loads libtorch and does the work.
enum EngineLauncher {
  static let name = "centralize-engine"

  /// Replaces this process by the engine, which gets the request as its only argument.
  ///
  /// The process keeps its number, so signals reach the engine.
  static func run(_ request: EngineRequest) throws {
    let path = try enginePath()
    let arguments = [path, try request.encoded()]
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    execv(path, pointers)
    let reason = String(cString: strerror(errno))
    pointers.forEach { free($0) }
    throw OptionsError.engineMissing(path: path, reason: reason)
  }

  private static func enginePath() throws(OptionsError) -> String {
    let folder = URL(fileURLWithPath: ownPath()).deletingLastPathComponent().path
    let path = folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw .engineMissing(
        path: path,
        reason: "the engine must lie beside centralize; 'swift build --product \(name)' builds it")
    }
    return path
  }

  /// The path of this executable, with links resolved.
  private static func ownPath() -> String {
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
