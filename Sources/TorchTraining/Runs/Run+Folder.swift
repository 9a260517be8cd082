import RunRecords
import CentralizeOptions
import EngineProtocol
import Files
import Foundation
import Torch
import TorchOptimizers

extension Run {
  /// Takes hold of the folder of a run, unless someone else works there or on the grid that it is of.
  static func lock(_ folder: String, isNew: Bool = false) throws -> FolderLock {
    try FolderLock.check(above: folder, butOf: Supervision.lock)
    if isNew { try Folder.make(folder) }
    return try FolderLock(folder, leavesFile: false)
  }

  /// Makes the folder of a new run with its record; one that holds another run stays as it is.
  static func begin(_ folder: String, _ loop: TrainingLoop) throws -> FolderLock {
    let lock = try Self.lock(folder, isNew: true)
    if FileManager.default.fileExists(atPath: folder + "/" + RunFiles.record) {
      throw OptionsError.holdsAnotherRun(folder: folder, command: "train")
    }
    let record = try RunRecord.data(
      loop.configuration, task: loop.about, provenance: try loop.provenance())
    try AtomicFile.write(
      String(decoding: record, as: UTF8.self), to: folder + "/" + RunFiles.record)
    return lock
  }

  /// Puts the state of the run in `folder` into `loop` and a monitor; `nil` where it had not saved any.
  static func takeUp(
    _ folder: String, _ loop: TrainingLoop, _ monitor: CentralizationMonitor?
  ) throws -> Checkpoint.Header? {
    let configuration = loop.configuration
    let recorded = try TaskDescription(folder: folder)
    guard recorded.isPart(of: loop.about) else {
      throw TrainingError.otherTask(
        folder: folder, found: recorded.name, expected: loop.about.name)
    }
    if let recorded = try Provenance(folder: folder) {
      for (file, digest) in loop.task.digests.sorted(by: { $0.key < $1.key })
      where recorded.data[file] != digest {
        throw TrainingError.dataChanged(file: configuration.dataPath(file), folder: folder)
      }
    }
    let path = folder + "/" + RunFiles.checkpoint
    guard FileManager.default.fileExists(atPath: path) else {
      try checkWeights(configuration, folder)
      return nil
    }
    let header = try Checkpoint.read(
      path, into: loop.trainer, monitor: monitor, model: configuration.modelName)
    guard header.position.step <= loop.totalSteps else {
      throw TrainingError.damaged(
        file: path,
        reason: "expected a step of the run's \(loop.totalSteps), found \(header.position.step)")
    }
    guard header.configuration.isContinued(by: configuration) else {
      throw TrainingError.damaged(
        file: path,
        reason: "expected the options of \(folder)/\(RunFiles.record), found others in it")
    }
    return header
  }

  /// Notes in the record of the run in `folder`, and says, that it goes on with other options than it
  /// had, or on another libtorch.
  static func recordChanges(_ loop: TrainingLoop, of folder: String) throws {
    guard let provenance = try Provenance(folder: folder) else { return }
    let recorded = try RecordedRun(folder: folder, resumedBy: .train)
    let (old, new) = (recorded.configuration, loop.configuration)
    let libtorch = recorded.resumes.lazy.compactMap { $0.libtorch?.to?.description }.last
    let change = Resumption(
      step: loop.trainer.position.step, from: old, to: new,
      libtorch: (libtorch ?? provenance.libtorch, Runtime.version))
    guard !change.changes.isEmpty || change.libtorch != nil else { return }
    let record = try RunRecord.data(
      new, task: recorded.task, provenance: provenance, resumes: recorded.resumes + [change])
    try AtomicFile.write(String(decoding: record, as: UTF8.self), to: recorded.file)
    for note in change.notes(loop, from: old) { loop.observer?.isTold(note) }
  }

  /// Checks that the file of weights is the one that the run or comparison in `folder` began with.
  ///
  /// Only a run that has not saved anything reads it again.
  static func checkWeights(_ configuration: RunConfiguration, _ folder: String) throws {
    guard let weights = configuration.start.weights,
      let recorded = try Provenance(folder: folder)?.weights
    else { return }
    // One that is gone is named when it is read.
    if let digest = try? fileDigest(weights), digest != recorded {
      throw TrainingError.dataChanged(file: weights, folder: folder)
    }
  }
}
