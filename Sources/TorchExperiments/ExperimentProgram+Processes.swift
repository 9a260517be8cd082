import EngineProtocol
import Foundation
import Settings
import Streams
import Torch
import TorchTraining

extension ExperimentProgram {
  /// In a process that was started for a run of one of these experiments, makes it and ends; else does nothing.
  ///
  /// A program with several experiments calls it with all of them before it runs the first. With a single one there
  /// is no need, as that does it itself.
  public static func serve(_ experiments: [ExperimentProgram]) {
    ProgramStart.prepare()
    guard Supervision.descriptor != nil else { return }
    let request: EngineRequest
    do {
      guard let own = try EngineProgram.ownRequest() else { return }
      request = own
    } catch { Ending.ofProcess { throw error } }
    Supervision.endWithSupervisor()
    make(request, experiments)
  }

  /// Takes part in the runs that another process of a launcher decides on, and ends.
  func makeRunsOfOthers(_ request: EngineRequest) -> Never { Self.make(request, [self]) }

  private static func make(_ request: EngineRequest, _ experiments: [ExperimentProgram]) -> Never {
    Ending.ofProcess {
      try Runtime.check()
      try RunMaking { run in try makers(of: run, experiments) }.perform(request)
    }
  }

  /// What the one that has the run makes itself of it.
  private static func makers(
    of run: RunConfiguration, _ experiments: [ExperimentProgram]
  ) throws -> OwnMakers {
    for experiment in experiments.dropLast() {
      if let makers = try? experiment.makers(of: run) { return makers }
    }
    guard let last = experiments.last else { return OwnMakers() }
    return try last.makers(of: run)
  }
}
