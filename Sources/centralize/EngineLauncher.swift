import EngineProtocol
import Foundation

/// Becomes `centralize-engine`, which loads libtorch and does the work.
enum EngineLauncher {
  static let name = "centralize-engine"

  /// Replaces this process by the engine, which gets the request as its only argument, or in pieces
  /// where it is longer than an argument may be.
  static func run(_ request: EngineRequest) throws {
    var pieces = [""]
    for scalar in try request.encoded().unicodeScalars {
      if pieces[pieces.count - 1].utf8.count >= longestArgument { pieces.append("") }
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }
    shortenSpinning()
    try OwnProgram.become(name, pieces)
  }

  /// Linux takes 128 KiB with the zero at the end.
  private static let longestArgument = 100 << 10

  /// Has libtorch's threads sleep soon when they wait for each other, unless the user says otherwise.
  ///
  /// By default they spin for milliseconds. Where another process, or the thread that prepares the
  /// images, needs the processor, a spinning thread keeps it from just the one that it waits for:
  /// training on a busy machine was seen to run at a fifth of its speed.
  static func shortenSpinning() {
    guard getenv("OMP_WAIT_POLICY") == nil else { return }
    setenv("GOMP_SPINCOUNT", "20000", 0)
  }
}
