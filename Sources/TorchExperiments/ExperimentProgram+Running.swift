import CentralizeOptions
import EngineProtocol
import Files
import Foundation
import Grids
public import Reports
import Streams
import TorchTraining

extension ExperimentProgram {
  /// Makes all runs that have not ended, some at a time, and what follows from them.
  ///
  /// Where the folder holds this experiment already it goes on. With more seeds than before these are added, and the
  /// report says what that does to p-values. In a process that was started for one of the runs it makes that
  /// run, and never returns.
  ///
  /// - Parameters:
  ///   - folder: where the runs and all results are written; made if it is not there.
  ///   - jobs: how many runs go on at a time, from 1; no result depends on it.
  ///   - processes: how many processes make a run, which share the `accumulate` batches of a step; `nil` for those
  ///     that a launcher has started, or one.
  ///   - plannedSeeds: how many seeds there will be, said before the first result: until so many are there no
  ///     p-value is shown.
  ///   - retryFailed: whether runs that failed are tried again.
  ///   - tensorboard: whether every run also has a file that TensorBoard shows.
  ///   - timeout: the seconds that the processes of a run wait for each other.
  ///   - isQuiet: whether nothing is said of the progress.
  /// - Returns: what came out, which `report.html` in the folder tells too.
  /// - Throws: ``ExperimentProgramError``, and an error with one sentence for options and folders that do not fit.
  public func run(
    in folder: String, jobs: Int = 1, processes: Int? = nil, plannedSeeds: Int? = nil,
    retryFailed: Bool = false, tensorboard: Bool = false, timeout: Int = 600, isQuiet: Bool = false
  ) throws -> Experiment {
    Self.serve([self])
    do {
      try OptionName.jobs.check(jobs)
      try OptionName.timeout.check(timeout)
      let surroundings = try Surroundings.current.shared(among: processes, OptionMap(), jobs: jobs)
      let grid = try grid()
      for run in grid.runs { try surroundings.processes.check(run.configuration) }
      EngineProgram.shortenSpinning()
      if surroundings.processes.rank > 0 {
        makeRunsOfOthers(.makeRuns(facts: grid.facts, timeout: timeout))
      }
      let isBegun = GridFolder.isBegun(folder)
      let place = try self.place(folder, grid, plannedSeeds, surroundings)
      let runner = try GridRunner(
        place,
        by: RunEngines(.ownself, surroundings.processes, facts: grid.facts, timeout: timeout),
        jobs: jobs, timeout: timeout, resume: isBegun, retryFailed: retryFailed,
        tensorboard: tensorboard, quiet: isQuiet)
      let experiment = try runner.run()
      for omission in try ExperimentReport.write(folder) where !isQuiet {
        Diagnostics.say(omission)
      }
      try experiment.checkAllFinished(in: folder)
      return experiment
    } catch { throw ExperimentProgramError.of(error) }
  }

  /// The folder, new or as it goes on.
  private func place(
    _ folder: String, _ grid: Grid, _ planned: Int?, _ surroundings: Surroundings
  ) throws -> GridFolder {
    guard GridFolder.isBegun(folder) else {
      try surroundings.checkNewOutput(folder, of: .compare)
      return GridFolder(folder, try grid.planned(planned))
    }
    let begun = try GridFolder(resuming: folder)
    try begun.checkPlanned(planned)
    return try begun.resumed(with: grid, from: name)
  }

  /// Makes all runs, prints the tables, and ends the program: with exit code 0, 1 where something failed, or 130
  /// where it was asked to stop.
  ///
  /// The parameters are those of ``run(in:jobs:processes:plannedSeeds:retryFailed:tensorboard:timeout:isQuiet:)``, and
  /// the folder is ``usualFolder`` where none is named.
  public func main(
    in folder: String? = nil, jobs: Int = 1, processes: Int? = nil, plannedSeeds: Int? = nil,
    retryFailed: Bool = false, tensorboard: Bool = false, timeout: Int = 600, isQuiet: Bool = false
  ) -> Never {
    let folder = folder ?? usualFolder
    do {
      let experiment = try run(
        in: folder, jobs: jobs, processes: processes, plannedSeeds: plannedSeeds,
        retryFailed: retryFailed, tensorboard: tensorboard, timeout: timeout, isQuiet: isQuiet)
      // What the program has printed itself comes before.
      fflush(nil)
      StandardOutput.print(experiment.tables, terminator: "")
      try StandardOutput.check()
      if !isQuiet { Diagnostics.say("report: \(folder)/\(ExperimentReport.pageName)") }
    } catch {
      let code = (error as? ExperimentProgramError)?.exitCode ?? 1
      Diagnostics.say((code == 130 ? "" : "Error: ") + ErrorWords.of(error))
      exit(code)
    }
    exit(0)
  }
}
