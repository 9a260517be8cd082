import EngineProtocol
import CentralizeOptions

extension RunEngines {
  /// The engines of a grid or a landscape, which lie beside this program.
  ///
  /// - Parameters:
  ///   - processes: The processes that make a run.
  ///   - facts: What the runs are, for other processes of a launcher; none where a record alone says it.
  ///   - timeout: The seconds that they wait for each other.
  /// - Returns: Engines of which none has been started.
  /// - Throws: `OptionsError` where there is no engine.
  static func ready(
    _ processes: RunProcesses, for facts: [String: String], timeout: Int
  ) throws -> RunEngines {
    EngineProgram.shortenSpinning()
    return RunEngines(
      EngineProgram(try OwnProgram.pathBeside(EngineLauncher.name)), processes, facts: facts,
      timeout: timeout)
  }

  /// Becomes an engine that takes part in the runs of rank 0, as a launcher has started this process beside it.
  static func follow(_ facts: [String: String], timeout: Int) throws {
    try OptionName.timeout.check(timeout)
    try EngineLauncher.run(.makeRuns(facts: facts, timeout: timeout))
  }
}
