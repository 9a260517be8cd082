package import EngineProtocol
import CentralizeOptions
import Foundation
import Streams
package import Settings
import TorchDistributed

/// Makes the runs that a process is asked for: the engine of the command, or a program that makes parts of its runs
/// itself.
package struct RunMaking {
  /// What the program makes itself of a run.
  let makers: (RunConfiguration) throws -> OwnMakers

  /// Runs of which options say all, or a program gives parts.
  package init(_ makers: @escaping (RunConfiguration) throws -> OwnMakers = { _ in OwnMakers() }) {
    self.makers = makers
  }

  /// Does what was asked, if it is to make runs; traps for any other request.
  ///
  /// - Throws: what ends a run; a ``ToldElsewhere`` in a process whose reason another one tells.
  package func perform(_ request: EngineRequest) throws {
    switch request {
    case .train(let configuration, _, _, _, _, let timeout):
      try withProcesses(timeout: timeout, on: configuration.machine.device) { group in
        _ = try group.optionsOfFirst(configuration)
        try make(request, group)
      }
    case .follow(let timeout, let device):
      try withProcesses(timeout: timeout, on: device) { group in
        try train(try group.optionsOfFirst(), "", true, false, true, group)
      }
    case .makeRuns(let facts, let timeout): try makeRuns(facts, timeout: timeout)
    case .dismiss: break
    case .landscape(let landscape):
      try withProcesses(timeout: landscape.timeout, on: request.device) { try make(request, $0) }
    default: preconditionFailure("no run: \(request)")
    }
  }

  /// Makes the run that is asked for, with the processes of a group.
  func make(_ request: EngineRequest, _ group: ProcessGroup) throws {
    switch request {
    case .train(let configuration, let output, let resume, let tensorboard, let quiet, _):
      try train(configuration, output, resume, tensorboard, quiet, group)
    case .landscape(let request): try measureLandscape(request, group)
    default: preconditionFailure("no run: \(request)")
    }
  }

  private func train(
    _ configuration: RunConfiguration, _ output: String, _ resume: Bool, _ tensorboard: Bool,
    _ quiet: Bool, _ group: ProcessGroup
  ) throws {
    Interruption.listen()
    let progress = RunDisplay(isQuiet: quiet)
    let isSupervised = Supervision.descriptor != nil
    let isWatched = !isSupervised && isatty(STDERR_FILENO) != 0
    let report = ProgressReport(
      to: isSupervised ? Supervision.report : progress.tell,
      threads: isWatched ? configuration.machine.threads : 1)
    var saves = SaveRequests()
    defer { progress.end() }
    let run = try Run(
      configuration, in: output, by: makers(configuration), resume: resume,
      tensorboard: tensorboard, group: group, observer: report,
      isInterrupted: { Interruption.isRequested }, isToBeSaved: { saves.next() })
    let epochs = try run.run()
    progress.end()
    if let last = epochs.last { StandardOutput.print(ProgressText.end(last, run.about)) }
  }

  /// Measures a training for the process that started this one, and for nobody else.
  private func measureLandscape(_ request: LandscapeRequest, _ group: ProcessGroup) throws {
    let report = ProgressReport(to: Supervision.report)
    let training = try LandscapeTraining(
      request, group: group, observer: report, isInterrupted: { Interruption.isRequested })
    let provenance = try training.provenance()
    let run = try training.run()
    if group.rank == 0 { Supervision.report(.landscape(run, madeWith: provenance)) }
    withExtendedLifetime(report) {}
  }
}
