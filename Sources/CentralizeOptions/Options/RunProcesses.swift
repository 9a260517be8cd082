/// The processes that make a run: how many there are, and which of them this one is.
package struct RunProcesses: Hashable, Sendable {
  /// The number of processes of a run, from 1.
  package var count = 1
  /// How many processes share the cores of this machine, from 1.
  package var here = 1
  /// The cores that a launcher keeps for each, where it says so.
  package var coresOfEach: Int?
  /// Which of them this one is, where a launcher has started them; else 0.
  package var rank = 0
  /// Whether a launcher has started them, and not this command.
  package var areLaunched = false
  /// Whether it has done so before, and a process was lost: then the run goes on where it is recorded.
  package var areStartedAgain = false

  /// One process.
  package init() {}

  /// Checks that a step of `run` can be shared among the processes; `file` is its record where it is resumed.
  package func check(
    _ run: RunConfiguration, recordedIn file: String? = nil
  ) throws(OptionsError) {
    if let recorded = run.course.processes, recorded != count {
      guard let file else { throw Course.wrongProcesses(recorded, found: "\(count)") }
      let difference = RecordDifference(
        option: .processes, recorded: "\(recorded)", given: "\(count)")
      throw .differsFromRecord(file: file, [difference])
    }
    if !run.course.accumulate.isMultiple(of: count) {
      throw .outOfRange(
        .accumulate, expected: "a multiple of \(count), the number of processes",
        found: "\(run.course.accumulate)")
    }
  }

  /// Whether this command starts them.
  package var areStartedHere: Bool { count > 1 && !areLaunched }

  /// Whether the number of processes is how many batches make a step, and this one says so for all.
  package func decidesSteps(of options: OptionMap) -> Bool {
    options[.accumulate] == nil && count > 1 && rank == 0
  }

  /// What is said where the number of processes decides how many batches make a step.
  package var note: String {
    "note: \(OptionName.accumulate.flag) is \(count), the number of processes"
  }
}

extension Surroundings {
  /// The same for runs that are made by several processes.
  ///
  /// - Parameters:
  ///   - given: How many processes a run is to have; `nil` for those that a launcher has started, or one.
  ///   - options: What else is said of the runs. Where it has batch norms see what other processes do, the
  ///     number is a part of the run and may be said again.
  ///   - jobs: How many runs go on at a time.
  /// - Returns: The surroundings in which such a run is resolved.
  /// - Throws: `OptionsError` where the environment is unsound, or has a group of its own.
  package func shared(
    among given: Int?, _ options: OptionMap, jobs: Int = 1
  ) throws(OptionsError) -> Surroundings {
    try OptionName.processes.check(given)
    var shared = self
    shared.processes.areStartedAgain = try read(ProcessEnvironment.restartCount) > 0
    if let group = try read(ProcessEnvironment.read) {
      if let given, options[.syncBatchNorm] != .truth(true) || given != group.size {
        throw .noEffect(
          .processes,
          reason: "the environment names \(group.size) processes already, of which this is rank "
            + "\(group.rank), and --processes says \(given)")
      }
      if jobs > 1 {
        throw .noEffect(
          .jobs,
          reason:
            "all of the \(group.size) processes that the environment names make one run at a time, "
            + "and --jobs says \(jobs)")
      }
      shared.processes.count = group.size
      shared.processes.here = group.localSize
      shared.processes.coresOfEach = group.cores
      shared.processes.rank = group.rank
      shared.processes.areLaunched = true
    } else if let given, given > 1 {
      shared.processes.count = given
      // Of one process each, runs at a time are nothing that a result may depend on.
      shared.processes.here = given * jobs
    }
    return shared
  }

  /// What `read` makes of the environment.
  private func read<Value>(
    _ read: ([String: String]) throws(EnvironmentError) -> Value
  ) throws(OptionsError) -> Value {
    do throws(EnvironmentError) { return try read(environment) } catch { throw .environment(error) }
  }
}
