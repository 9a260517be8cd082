package import CentralizeOptions
import Foundation

/// What makes the runs of a grid or a landscape: for each run engines of its own, or, where a launcher has started
/// this command in several processes, one engine that makes them all with those of the others.
package final class RunEngines {
  /// How long an engine may take to tell the others that no run is left.
  private static let farewell = Duration.seconds(5)

  private let program: EngineProgram
  private let processes: Int
  /// What the one engine is started for; `nil` where each run has its own.
  private let series: EngineRequest?
  private var engine: EngineProcess?

  /// Engines that are started when they are needed.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - processes: The processes that make a run.
  ///   - facts: What the runs are, for the others to compare with; none where that is known from a record alone.
  ///   - timeout: The seconds that the processes wait for each other.
  package init(
    _ program: EngineProgram, _ processes: RunProcesses, facts: [String: String] = [:],
    timeout: Int = OptionName.defaultTimeout
  ) {
    (self.program, self.processes) = (program, processes.count)
    series = processes.areLaunched ? .makeRuns(facts: facts, timeout: timeout) : nil
  }

  /// Has the other processes of a launcher know that this one is there.
  ///
  /// - Parameter lock: The open lock of the folder of the runs, which engines hold until their end.
  /// - Throws: `FileError` when the system does not start the engine.
  package func meet(lock: Int32) throws {
    guard engine == nil, let series else { return }
    engine = try EngineProcess(series, engine: program, lock: lock)
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - request: What is to be made.
  ///   - lock: The open lock of the folder of the runs, which engines hold until their end.
  /// - Returns: What makes it.
  /// - Throws: `FileError` when the system does not start the engines.
  package func begin(_ request: EngineRequest, lock: Int32) throws -> EngineGroup {
    if let engine { return try EngineGroup(request, by: engine) }
    return try EngineGroup(request, engine: program, processes: processes, lock: lock)
  }

  /// Whether another run can be made: the one engine is there, and has lost none of the others.
  package var canGoOn: Bool { engine?.endIfEnded() == nil }

  /// Lets the other processes of a launcher go, as no run is left.
  package func dismiss() {
    guard let engine else { return }
    self.engine = nil
    try? engine.ask(.dismiss)
    let end = ContinuousClock.now + Self.farewell
    while engine.endIfEnded() == nil, ContinuousClock.now < end {
      EngineProcess.listen(to: [engine]) { _, _, _ in }
    }
    engine.kill()
  }
}
