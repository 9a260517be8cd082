import EngineProtocol
public import RunRecords
public import Settings
import EventFiles
import Files
import Foundation
import Torch
import TorchData
public import TorchDistributed
import TorchNN
import TorchOptimizers

/// One training run in a folder of its own.
///
/// The folder holds `config.json`, `metrics.jsonl`, `timings.json`, `last.safetensors` with all that
/// is needed to go on, and `weights.safetensors` with the model alone. Everything but the timings is
/// the same, byte for byte, for equal runs: also for one that was killed and resumed.
public final class Run {
  private let loop: TrainingLoop
  private let folder: String
  /// Where the run is recorded; `nil` in all processes but the first.
  private let writer: RunWriter?
  private var monitoring: StepMonitor?
  private var isFinished = false
  /// What the last evaluation of test examples took for what.
  private var confusion: ClassConfusion?
  private var brokenPromises: Set<String> = []
  private var toldOf: Set<String> = []
  private let isInterrupted: () -> Bool
  private let isToBeSaved: () -> Bool

  /// What is measured.
  public var about: TaskDescription { loop.about }
  private var configuration: RunConfiguration { loop.configuration }
  private var trainer: Trainer { loop.trainer }
  private var group: ProcessGroup { loop.group }
  private var observer: (any RunObserver)? { loop.observer }

  /// Prepares a run, or takes up the one in `folder`.
  ///
  /// - Parameters:
  ///   - configuration: the run's options.
  ///   - folder: where it writes; made if it is not there.
  ///   - task: what is trained; by default what `makers` make, else what the options say.
  ///   - makers: what a program makes itself.
  ///   - resume: whether the folder holds the run's beginning.
  ///   - tensorboard: whether it also writes what TensorBoard shows; a run that has done so goes on
  ///     with it in any case.
  ///   - group: the processes that make the run together. The first decides whether it is resumed, and
  ///     alone needs the folder; to the others it gives the state.
  ///   - observer: who is told, in the first process; not kept alive.
  ///   - isInterrupted: asked after every step, and after every batch of an evaluation; `true` ends the
  ///     run with its state saved.
  ///   - isToBeSaved: asked after every step; `true` saves the state, and the run goes on.
  /// - Throws: an error of the device, the data, the folder, or of a file that does not fit; of another
  ///   task than the folder's, `TrainingError.otherTask`; `LockError` while another process works there.
  public init(
    _ configuration: RunConfiguration, in folder: String, task: (any TrainingTask)? = nil,
    by makers: OwnMakers = OwnMakers(), resume: Bool = false, tensorboard: Bool = false,
    group: ProcessGroup = ProcessGroup(), observer: (any RunObserver)? = nil,
    isInterrupted: @escaping () -> Bool = { false },
    isToBeSaved: @escaping () -> Bool = { false }
  ) throws {
    (self.folder, self.isInterrupted, self.isToBeSaved) = (folder, isInterrupted, isToBeSaved)
    let held = resume && group.rank == 0 ? try Self.lock(folder) : nil
    var makers = makers
    if let task { makers.task = { _ in task } }
    let loop = try TrainingLoop(configuration, makers, group, observer)
    self.loop = loop
    guard group.rank == 0 else {
      (writer, isFinished) = (nil, try loop.receiveState())
      return
    }
    func makeMonitor() -> StepMonitor? {
      configuration.logging.monitorEvery.map { StepMonitor(loop.trainer.optimizer, every: $0) }
    }
    monitoring = makeMonitor()
    let header = resume ? try Self.takeUp(folder, loop, monitoring?.monitor) : nil
    if header == nil {
      try loop.loadWeights()
      monitoring = makeMonitor()
    }
    // One that has got more epochs goes on.
    isFinished = (header?.isFinished ?? false) && loop.hasEnded
    let checkpoint = header.map { _ in folder + "/" + RunFiles.checkpoint }
    try loop.sendState(checkpoint: checkpoint, isFinished)
    // Last, so that what cannot begin leaves no folder that looks like a run.
    if held != nil { try Self.recordChanges(loop, of: folder) }
    writer = try RunWriter(
      folder, held ?? Self.begin(folder, loop), goingOnFrom: header,
      hasEvents: tensorboard || (resume && EventFile.exists(in: folder)))
  }

  /// Runs to the end and returns the metrics of every epoch; of a finished run, those it has.
  ///
  /// All processes but the first return none.
  ///
  /// - Throws: `TrainingError.interrupted` when asked to stop, and whatever keeps it from going on.
  public func run() throws -> [EpochMetrics] {
    guard let writer else {
      try makeEpochs()
      return []
    }
    return try writer.whileHolding {
      try makeEpochs()
      return try writer.epochs()
    }
  }

  private func makeEpochs() throws {
    let clock = loop.begin(folder)
    while !isFinished {
      try loop.makeEpoch(
        clock, by: { [self] in try trainer.advance(observedBy: monitoring) }, whenKnown: log,
        afterEach: { [self] in try stepIsMade(clock) })
      let trainingEnd = clock.seconds
      // An evaluation can take long: what was trained outlives whatever ends it.
      try writer?.saveIfNew(loop, monitoring?.monitor)
      let metrics = try evaluate()
      try writer?.append(metrics, clock.epochEnds(metrics.epoch, trainingEnd: trainingEnd))
      let isBest = loop.take(metrics)
      isFinished = loop.hasEnded
      trainer.finishEpoch()
      if isFinished { try writer?.writeConfusion(confusion, of: loop.task) }
      try writer?.epochEnds(loop, monitoring?.monitor, isBest: isBest, isFinished: isFinished)
      observer?.epochEnds(metrics)
    }
  }

  private func log(_ finished: FinishedStep) throws {
    if finished.step % configuration.logging.logEvery == 0 {
      try writer?.append(
        StepMetrics(
          epoch: finished.epoch + 1, step: finished.step, trainLoss: finished.loss,
          learningRate: learningRate(ofStep: finished.step)))
    }
  }

  private func stepIsMade(_ clock: RunClock) throws {
    let step = trainer.position.step
    try logReadings(step)
    let isDue = configuration.logging.checkpointEvery.map { step % $0 == 0 } ?? false
    // Whoever is asked, all of them stop or save.
    let wishes = try group.any([isInterrupted(), isToBeSaved()])
    if wishes[0] || wishes[1] || isDue {
      try loop.settle(clock, whenKnown: log)
      try writer?.save(loop, monitoring?.monitor, isFinished: isFinished)
    }
    if wishes[0] { throw interruption }
  }

  private func logReadings(_ step: Int) throws {
    guard let readings = monitoring?.takeReadings(), !readings.isEmpty else { return }
    try writer?.append(
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
    let evaluations = try evaluatedParts.compactMap { part in
      try evaluate(on: part).map { (part, $0) }
    }
    confusion = evaluations.first { $0.0 == .test }?.1.confusion
    let missing = try group.gather(evaluations.flatMap(\.1.skipped).map(\.description))
    tell(try group.gather(loop.task.skipped.map(\.description)) + missing)
    return EpochMetrics(
      epoch: trainer.position.epoch + 1, step: trainer.position.step, trainLoss: trainer.meanLoss,
      evaluated: evaluations.reduce(into: [:]) { all, entry in
        all.merge(entry.1.measured(about, on: entry.0)) { $1 }
      }, learningRate: learningRate(ofStep: trainer.position.step),
      skippedImages: configuration.reading.skipCorrupt == true
        ? trainer.position.skippedImages + missing.count : nil,
      overflowedSteps: trainer.position.lossScale?.overflowedSteps,
      lossScale: trainer.position.lossScale?.factor)
  }

  /// All parts after the epochs that are measured, and none after the others.
  private var evaluatedParts: [EvaluatedPart] {
    let isDue = (trainer.position.epoch + 1).isMultiple(of: configuration.evaluation.every)
    return isDue || loop.isAtItsEnd ? EvaluatedPart.allCases : []
  }

  /// What the network does on the examples of a part, with the mean of its weights too where there is one.
  private func evaluate(on part: EvaluatedPart) throws -> Evaluation? {
    func evaluate() throws -> Evaluation? {
      let pass = EvaluationPass(group) { [self] batch, batches in
        observer?.evaluationProceeds(
          EvaluationProgress(
            epoch: trainer.position.epoch + 1, part: part, batch: batch, batches: batches))
        // The state was saved before the evaluation.
        if try group.any([isInterrupted()])[0] { throw interruption }
      }
      return try trainer.model.evaluating {
        try trainer.computing { try loop.task.evaluate(trainer.model, on: part, in: pass) }
      }
    }
    guard let own = try evaluate() else { return nil }
    guard let average = trainer.average else { return own }
    return try average.inPlace(evaluate).map { own.beside(averaged: $0) }
  }

  /// Tells of each damaged image once.
  private func tell(_ skipped: [String]) {
    for sentence in skipped where toldOf.insert(sentence).inserted {
      observer?.imageIsSkipped(sentence)
    }
  }

  private var interruption: TrainingError {
    .interrupted(step: trainer.position.step, folder: folder)
  }

  private func learningRate(ofStep step: Int) -> Double {
    configuration.course.learningRate * trainer.learningRateFactor(ofStep: max(step - 1, 0))
  }
}
