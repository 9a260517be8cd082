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
    EngineProgram.shortenSpinning()
    try OwnProgram.become(name, pieces)
  }

  /// Linux takes 128 KiB with the zero at the end.
  private static let longestArgument = 100 << 10
}
