import EngineProtocol
import CentralizeOptions
import Foundation

/// Has several engines make one run, and shows how it goes on.
enum GroupLauncher {
  /// Stays beside the engines until the last has ended.
  ///
  /// - Throws: `RunFailure` where the run did not come to its end.
  static func run(_ request: EngineRequest, processes: Int, quiet: Bool) throws {
    EngineProgram.shortenSpinning()
    let engine = EngineProgram(try OwnProgram.pathBeside(EngineLauncher.name))
    let display = RunDisplay(isQuiet: quiet)
    defer { display.end() }
    var interruptions = InterruptionRelay()
    let group = try EngineGroup(
      request, engine: engine, processes: processes, lock: nil, output: nil)
    while !group.isOver {
      interruptions.pass(to: [group])
      EngineGroup.listen(to: [group]) { _, events, sentences in
        for event in events { display.tell(event) }
        for sentence in sentences { display.warn(sentence) }
      }
    }
    try RunFailure.check(group.end, of: request)
  }
}

/// Why a run that several processes made did not come to its end.
struct RunFailure: Error, CustomStringConvertible {
  let description: String
  let exitCode: Int32

  static func check(_ end: RunEnd, of request: EngineRequest) throws(RunFailure) {
    switch end {
    case .finished: return
    case .interrupted(let step):
      throw RunFailure(description: sentence(step, request), exitCode: 130)
    case .failed(let reason, _, let code): throw RunFailure(description: reason, exitCode: code)
    case .killed(let reason): throw RunFailure(description: reason, exitCode: 1)
    }
  }

  private static func sentence(_ step: Int?, _ request: EngineRequest) -> String {
    guard let step, case .train(_, let folder, _, _, _, _) = request else {
      return "stopped before the run began"
    }
    return ProgressText.interrupted(step: step, folder: folder)
  }
}
