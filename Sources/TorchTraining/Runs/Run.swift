import EngineProtocol
public import RunRecords
package import Settings
import EventFiles
import Files
import Foundation
import Torch
import TorchData
import TorchNN
import TorchOptimizers

/// One training run in a folder of its own.
///
/// The folder holds `config.json`, `metrics.jsonl`, `timings.json`, `last.safetensors` with all that
/// is needed to go on, and `weights.safetensors` with the model alone. Everything but the timings is
/// the same, byte for byte, for equal runs: also for one that was killed and resumed.
public final class Run {
  /// Held from the beginning to the end of ``run()``, well or not.
  private var lock: FolderLock?
  private let loop: TrainingLoop
  private let folder: String
  private let log: MetricsLog
  private var monitoring: StepMonitor?
  private var isFinished = false
  private var savedStep: Int?
  private var brokenPromises: Set<String> = []
  private var toldOf: Set<String> = []
  private let isInterrupted: () -> Bool
  private let isToBeSaved: () -> Bool

  private var configuration: RunConfiguration { loop.configuration }
  private var trainer: Trainer { loop.trainer }
  private var observer: (any RunObserver)? { loop.observer }

  /// Prepares a run, or takes up the one in `folder`.
  ///
  /// - Parameters:
  ///   - configuration: the run's options.
  ///   - folder: where it writes; made if it is not there.
  ///   - task: what is trained; by default classification of the data that the options name.
  ///   - resume: whether the folder holds the run's beginning.
  ///   - tensorboard: whether it also writes what TensorBoard shows; a run that has done so goes on
  ///     with it in any case.
  ///   - observer: who is told; not kept alive.
  ///   - isInterrupted: asked after every step, and after every batch of an evaluation; `true` ends the
  ///     run with its state saved.
  ///   - isToBeSaved: asked after every step; `true` saves the state, and the run goes on.
  /// - Throws: an error of the device, the data, the folder, or of a file that does not fit; of another
  ///   task than the folder's, `TrainingError.otherTask`; `LockError` while another process works there.
  package init(
    _ configuration: RunConfiguration, in folder: String, task: (any TrainingTask)? = nil,
    resume: Bool = false, tensorboard: Bool = false,
    observer: (any RunObserver)? = nil, isInterrupted: @escaping () -> Bool = { false },
    isToBeSaved: @escaping () -> Bool = { false }
  ) throws {
    (self.folder, self.isInterrupted, self.isToBeSaved) = (folder, isInterrupted, isToBeSaved)
    let held = resume ? try Self.lock(folder) : nil
    let loop = try TrainingLoop(configuration, task, observer)
    self.loop = loop
    func makeMonitor() -> StepMonitor? {
      configuration.logging.monitorEvery.map { StepMonitor(loop.trainer.optimizer, every: $0) }
    }
    monitoring = makeMonitor()
    let header = resume ? try Self.takeUp(folder, loop, monitoring?.monitor) : nil
    if header == nil {
      try loop.loadWeights()
      monitoring = makeMonitor()
    }
    // Last, so that what cannot begin leaves no folder that looks like a run.
    if let held {
      lock = held
      try Self.recordChanges(loop, of: folder)
    } else {
      lock = try Self.begin(folder, loop)
    }
    // One that has got more epochs goes on.
    isFinished = (header?.isFinished ?? false) && loop.isAtItsEnd
    log = try MetricsLog(
      folder: folder, keeping: header?.metricsBytes ?? 0,
      hasEvents: tensorboard || (resume && EventFile.exists(in: folder)))
  }

  /// Runs to the end and returns the metrics of every epoch; of a finished run, those it has.
  ///
  /// - Throws: `TrainingError.interrupted` when asked to stop, and whatever keeps it from going on.
  public func run() throws -> [EpochMetrics] {
    lock = try lock ?? Self.lock(folder)
    defer { lock = nil }
    let clock = loop.begin(folder)
    var timings = try RunTimings(folder: folder, before: trainer.position.epoch + 1)
    while !isFinished {
      try loop.makeEpoch(
        clock, by: { [self] in try trainer.step(observedBy: monitoring) }, afterEach: stepEnds)
      let trainingEnd = clock.seconds
      // An evaluation can take long: what was trained outlives whatever ends it.
      if savedStep != trainer.position.step { try saveCheckpoint() }
      let metrics = try evaluate()
      try log.append(metrics)
      timings.epochs.append(clock.epochEnds(metrics.epoch, trainingEnd: trainingEnd))
      try timings.write(to: folder)
      isFinished = loop.isAtItsEnd
      trainer.finishEpoch()
      // The weights first: a run that its checkpoint calls finished must have them.
      try Checkpoint.checkIsFinite(trainer, monitoring?.monitor)
      try WeightsFile.write(
        trainer.model, origin: loop.task.weightsOrigin, to: path(RunFiles.weights))
      try saveCheckpoint()
      observer?.epochEnds(metrics)
    }
    return try MetricsReader.lines(in: folder).epochs
  }

  private func stepEnds(_ loss: Double) throws {
    let step = trainer.position.step
    if step % configuration.logging.logEvery == 0 {
      try log.append(
        StepMetrics(
          epoch: trainer.position.epoch + 1, step: step, trainLoss: loss,
          learningRate: learningRate))
    }
    try logReadings(step)
    let isDue = configuration.logging.checkpointEvery.map { step % $0 == 0 } ?? false
    let isToStop = isInterrupted()
    if isToStop || isToBeSaved() || isDue { try saveCheckpoint() }
    if isToStop { throw interruption }
  }

  private func logReadings(_ step: Int) throws {
    guard let readings = monitoring?.takeReadings(), !readings.isEmpty else { return }
    try log.append(
      MonitorMetrics(
        epoch: trainer.position.epoch + 1, step: step,
        layers: readings.map(MonitorMetrics.Layer.init)))
    for reading in readings where reading.isBroken {
      if brokenPromises.insert(reading.name).inserted {
        observer?.promiseBreaks(reading, step: step)
      }
    }
  }

  private func evaluate() throws -> EpochMetrics {
    let evaluations = try EvaluatedPart.allCases.compactMap { part in
      try trainer.model.evaluating {
        try loop.task.evaluate(trainer.model, on: part) { batch, batches in
          observer?.evaluationProceeds(
            EvaluationProgress(
              epoch: trainer.position.epoch + 1, part: part, batch: batch, batches: batches))
          // The state was saved before the evaluation.
          if isInterrupted() { throw interruption }
        }
      }.map { (part, $0) }
    }
    let missing = evaluations.flatMap(\.1.skipped)
    tell(loop.task.skipped + missing)
    return EpochMetrics(
      epoch: trainer.position.epoch + 1, step: trainer.position.step, trainLoss: trainer.meanLoss,
      evaluated: evaluations.reduce(into: [:]) { all, entry in
        all.merge(entry.1.measured(loop.task.about, on: entry.0)) { $1 }
      }, learningRate: learningRate,
      skippedImages: configuration.reading.skipCorrupt == true
        ? trainer.position.skippedImages + missing.count : nil)
  }

  /// Tells of each damaged image once.
  private func tell(_ skipped: [DataError]) {
    for error in skipped where toldOf.insert("\(error)").inserted {
      observer?.imageIsSkipped(error)
    }
  }

  private func saveCheckpoint() throws {
    try log.synchronize()
    try Checkpoint.write(
      trainer,
      Checkpoint.Header(
        configuration: configuration, position: trainer.position, metricsBytes: log.byteCount,
        isFinished: isFinished), monitor: monitoring?.monitor, origin: loop.task.weightsOrigin,
      to: path(RunFiles.checkpoint))
    savedStep = trainer.position.step
  }

  private var interruption: TrainingError {
    .interrupted(step: trainer.position.step, folder: folder)
  }

  private func path(_ name: String) -> String { folder + "/" + name }

  private var learningRate: Double {
    configuration.course.learningRate * trainer.schedule(max(trainer.position.step - 1, 0))
  }
}
