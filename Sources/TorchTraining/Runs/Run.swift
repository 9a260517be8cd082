public import CentralizeOptions
import EventFiles
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
  /// The name of the file with everything to resume.
  public static let checkpointName = "last.safetensors"
  /// The name of the file with the weights alone.
  public static let weightsName = "weights.safetensors"

  private let configuration: RunConfiguration
  private let folder: String
  private let data: RunData
  private let trainer: Trainer
  private let totalSteps: Int
  private var log: MetricsLog
  private var isFinished = false
  private var brokenPromises: Set<String> = []
  private var toldOf: Set<String> = []
  private weak var observer: (any RunObserver)?
  private let isInterrupted: () -> Bool

  /// Prepares a run, or takes up the one in `folder`.
  ///
  /// - Parameters:
  ///   - configuration: the run's options.
  ///   - folder: where it writes; made if it is not there.
  ///   - data: the images, if they have been read already.
  ///   - resume: whether the folder holds the run's beginning.
  ///   - tensorboard: whether it also writes what TensorBoard shows; a run that has done so goes on
  ///     with it in any case.
  ///   - observer: who is told; not kept alive.
  ///   - isInterrupted: asked after every step; `true` ends the run with its state saved.
  /// - Throws: an error of the device, the data, the folder, or of a file that does not fit.
  public init(
    _ configuration: RunConfiguration, in folder: String, data: RunData? = nil,
    resume: Bool = false, tensorboard: Bool = false,
    observer: (any RunObserver)? = nil, isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    (self.configuration, self.folder, self.observer) = (configuration, folder, observer)
    self.isInterrupted = isInterrupted
    try configuration.prepareMachine()
    self.data = try data ?? RunData(configuration)
    (trainer, totalSteps) = configuration.makeTrainer(on: self.data)
    let model = trainer.model
    trainer.monitor(every: configuration.monitorEvery)
    let header = resume ? try Self.takeUp(folder, configuration, self.data, trainer) : nil
    if header == nil, let weights = configuration.weights {
      let report = try WeightsFile.load(
        weights, asStartOf: model, model: configuration.model.rawValue)
      observer?.weightsLoad(report)
      trainer.monitor(every: configuration.monitorEvery)
    }
    // Last, so that what cannot begin leaves no folder that looks like a run.
    if resume {
      try Self.recordPlace(configuration, of: folder, step: trainer.position.step)
    } else {
      try Self.begin(folder, configuration, self.data)
    }
    isFinished = header?.isFinished ?? false
    log = try MetricsLog(
      folder: folder, keeping: header?.metricsBytes ?? 0,
      hasEvents: tensorboard || (resume && EventFile.exists(in: folder)))
  }

  /// Runs to the end and returns the metrics of every epoch; of a finished run, those it has.
  ///
  /// - Throws: `TrainingError.interrupted` when asked to stop, and whatever keeps it from going on.
  public func run() throws -> [EpochMetrics] {
    let clock = RunClock(
      stepsMade: trainer.position.step, totalSteps: totalSteps,
      imagesPerStep: configuration.batchSize * configuration.accumulate)
    var timings = try RunTimings(folder: folder, before: trainer.position.epoch + 1)
    observer?.runBegins(summary)
    while !isFinished {
      clock.epochBegins(at: trainer.position.step)
      try trainEpoch(clock)
      let trainingEnd = clock.seconds
      let metrics = try evaluate()
      try log.append(metrics)
      timings.epochs.append(clock.epochEnds(metrics.epoch, trainingEnd: trainingEnd))
      try timings.write(to: folder)
      isFinished = trainer.position.step >= totalSteps
      trainer.finishEpoch()
      // The weights first: a run that its checkpoint calls finished must have them.
      try Checkpoint.checkIsFinite(trainer)
      try WeightsFile.write(trainer.model, to: path(Self.weightsName))
      try saveCheckpoint()
      observer?.epochEnds(metrics)
    }
    return try log.epochs()
  }

  private func trainEpoch(_ clock: RunClock) throws {
    while trainer.position.step < totalSteps, let loss = try trainer.step() {
      let step = trainer.position.step
      if step % configuration.logEvery == 0 {
        try log.append(
          StepMetrics(
            epoch: trainer.position.epoch + 1, step: step, trainLoss: loss,
            learningRate: learningRate))
      }
      try logReadings(step)
      observer?.stepEnds(
        clock.progress(
          epoch: trainer.position.epoch + 1, epochs: epochs, step: step, loss: loss))
      if isInterrupted() {
        try saveCheckpoint()
        throw TrainingError.interrupted(step: step, folder: folder)
      }
      if let every = configuration.checkpointEvery, step % every == 0 { try saveCheckpoint() }
    }
  }

  private func logReadings(_ step: Int) throws {
    guard !trainer.readings.isEmpty else { return }
    try log.append(
      MonitorMetrics(
        epoch: trainer.position.epoch + 1, step: step,
        layers: trainer.readings.map(MonitorMetrics.Layer.init)))
    for reading in trainer.readings where reading.isBroken {
      if brokenPromises.insert(reading.name).inserted {
        observer?.promiseBreaks(reading, step: step)
      }
    }
  }

  private func evaluate() throws -> EpochMetrics {
    let validation = try data.validation.map(evaluation)
    let test = try evaluation(data.test)
    let evaluated = (validation?.skipped ?? []) + test.skipped
    tell(trainer.skipped + evaluated)
    return EpochMetrics(
      epoch: trainer.position.epoch + 1, step: trainer.position.step, trainLoss: trainer.meanLoss,
      validationLoss: validation.flatMap { $0.loss.isFinite ? $0.loss : nil },
      validationAccuracy: validation?.accuracy,
      testLoss: test.loss.isFinite ? test.loss : nil, testAccuracy: test.accuracy,
      learningRate: learningRate,
      skippedImages: configuration.skipCorrupt == true
        ? trainer.position.skippedImages + evaluated.count : nil)
  }

  /// Tells of each damaged image once.
  private func tell(_ skipped: [DataError]) {
    for error in skipped where toldOf.insert("\(error)").inserted {
      observer?.imageIsSkipped(error)
    }
  }

  private func evaluation(_ images: any ImageDataset) throws -> Evaluation {
    try Evaluation(
      of: trainer.model, on: images, data.evaluationPipeline, device: configuration.device.device,
      workers: configuration.workers, skipsCorrupt: configuration.skipCorrupt ?? false)
  }

  private func saveCheckpoint() throws {
    try log.synchronize()
    try Checkpoint.write(
      trainer,
      Checkpoint.Header(
        configuration: configuration, position: trainer.position, metricsBytes: log.byteCount,
        isFinished: isFinished),
      to: path(Self.checkpointName))
  }

  private func path(_ name: String) -> String { folder + "/" + name }

  /// The learning rate of the step that was made last.
  private var learningRate: Double {
    configuration.learningRate * trainer.schedule(max(trainer.position.step - 1, 0))
  }

  private var epochs: Int {
    (totalSteps + trainer.stepsPerEpoch - 1) / trainer.stepsPerEpoch
  }

  private var summary: RunSummary {
    RunSummary(
      folder: folder,
      parameterCount: trainer.model.trainedParameters.map(\.value.count).reduce(0, +),
      imagesPerEpoch: trainer.stepsPerEpoch * configuration.batchSize * configuration.accumulate,
      totalSteps: totalSteps, stepsMade: trainer.position.step)
  }
}
