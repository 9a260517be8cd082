import Reports
import RunRecords
import Files
import Foundation

/// The folder of an experiment into which runs are imported, one after the other.
package struct ImportFolder {
  private let path: String

  /// The folder at `path`, which need not be there.
  package init(_ path: String) { self.path = path }

  /// Adds a run, and says what all runs came to.
  ///
  /// The arms keep the order in which they came; the first, or `baseline`, is what others are compared with. A `label` is
  /// what reports call the run's arm from now on.
  ///
  /// - Returns: What is still to be done before all runs have their pairs, a sentence each.
  /// - Throws: `ImportError` for a run that is there or that others cannot be compared with, and for a folder
  ///   that holds something else; then nothing is written. `FormatError`, `FileError`, `LockError`.
  package func add(
    _ run: ImportedRun, label: String? = nil, baseline: String?
  ) throws -> [String] {
    try Folder.make(path)
    let lock = try FolderLock(path)
    defer { withExtendedLifetime(lock) {} }
    let folder = path + "/" + ExperimentFiles.run(of: run.seed, arm: run.arm, cell: "")
    if FileManager.default.fileExists(atPath: folder) {
      throw ImportError.runIsThere(folder: folder)
    }
    var experiment = try current(task: run.task)
    try check(run, with: experiment)
    var arms = experiment.cells[0].arms
    var said = run.recorded
    said["name"] = experiment.name
    let result = Experiment.Run(seed: run.seed, outcome: run.outcome, epochs: run.epochs)
    if let index = arms.firstIndex(where: { $0.name == run.arm }) {
      arms[index].runs.removeAll { $0.seed == run.seed }
      arms[index].runs = (arms[index].runs + [result]).sorted { $0.seed < $1.seed }
      if let label { arms[index].label = label }
    } else {
      arms.append(
        .init(name: run.arm, label: label, config: nil, recorded: said, runs: [result]))
    }
    if let baseline, let index = arms.firstIndex(where: { $0.name == baseline }) {
      arms.insert(arms.remove(at: index), at: 0)
    }
    experiment.cells[0].arms = arms
    try run.write(to: folder)
    try JSONFile.write(experiment, to: path + "/" + ExperimentFiles.experiment)
    return notes(on: arms, baseline)
  }

  /// What was imported until now.
  private func current(task: TaskDescription) throws -> Experiment {
    if let found = try Experiment(folder: path) {
      let isOfOthers = found.cells.allSatisfy { $0.arms.allSatisfy { $0.recorded != nil } }
      guard isOfOthers, found.cells.count == 1 else {
        throw ImportError.otherResults(folder: path, found: "runs that 'centralize compare' made")
      }
      return found
    }
    let names = [RunFiles.record, ExperimentFiles.comparison, ExperimentFiles.grid]
    for name in names where FileManager.default.fileExists(atPath: path + "/" + name) {
      throw ImportError.otherResults(folder: path, found: name)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? "imported runs"
    return Experiment(name: name, task: task, cells: [.init(name: "", settings: [], arms: [])])
  }

  /// Checks that the run can be compared with those that are there.
  private func check(_ run: ImportedRun, with experiment: Experiment) throws(ImportError) {
    guard run.task == experiment.task else {
      throw .unpaired(
        file: run.source, expected: "the metrics of \(experiment.task.name)",
        found: "those of \(run.task.name)")
    }
    guard run.outcome == .finished else { return }
    for arm in experiment.cells[0].arms where arm.name != run.arm {
      for other in arm.finished where other.seed == run.seed {
        let pair = "its pair, \(arm.name)-\(other.seed)"
        guard other.epochs.count == run.epochs.count else {
          throw .unpaired(
            file: run.source, expected: "the \(other.epochs.count) epochs of \(pair)",
            found: "\(run.epochs.count)")
        }
        let (own, others) = (measured(run.epochs), measured(other.epochs))
        guard own == others else {
          throw .unpaired(
            file: run.source, expected: "what was measured of \(pair), \(words(others))",
            found: words(own))
        }
      }
    }
  }

  private func measured(_ epochs: [EpochMetrics]) -> [String] {
    Set(epochs.flatMap(\.evaluated.keys)).sorted()
  }

  private func words(_ names: [String]) -> String {
    names.isEmpty ? "nothing" : names.joined(separator: ", ")
  }

  private func notes(on arms: [Experiment.Arm], _ baseline: String?) -> [String] {
    var notes: [String] = []
    if let baseline, arms.first?.name != baseline {
      notes.append(
        "No run of the baseline \(baseline.shown) is there yet: the first arm is the reference.")
    }
    guard arms.count > 1 else {
      return notes + [
        "\(path.shown) has one arm yet: nothing can be compared before another is imported."
      ]
    }
    let seeds = Set(arms.flatMap(\.runs).map(\.seed)).sorted()
    for arm in arms {
      let missing = seeds.filter { seed in !arm.runs.contains { $0.seed == seed } }
      if !missing.isEmpty {
        let list = missing.map { "\($0)" }.joined(separator: ", ")
        notes.append("The arm \(arm.name.shown) has no run yet of seed \(list).")
      }
    }
    return notes
  }
}
