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
    shortenSpinning()
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    execv(path, pointers)
    let reason = String(cString: strerror(errno))
    pointers.forEach { free($0) }
    throw OptionsError.engineMissing(path: path, reason: reason)
  }

  /// Has libtorch's threads sleep soon when they wait for each other, unless the user says otherwise.
  ///
  /// By default they spin for milliseconds. Where another process, or the thread that prepares the
  /// images, needs the processor, a spinning thread keeps it from just the one that it waits for:
  /// training on a busy machine was seen to run at a fifth of its speed.
  static func shortenSpinning() {
    guard getenv("OMP_WAIT_POLICY") == nil else { return }
    setenv("GOMP_SPINCOUNT", "20000", 0)
  }

  /// The path of the engine, which lies beside this program.
  static func enginePath() throws(OptionsError) -> String {
    let path = OwnProgram.folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw .engineMissing(
        path: path,
        reason: "the engine must lie beside centralize; 'swift build --product \(name)' builds it")
    }
    return path
  }
}
