import EngineProtocol
import EventFiles
import Files
import RunRecords
import Torch
import TorchNN
import TorchOptimizers

/// The folder of a run that is being made: its log, its timings and its files of weights.
///
/// Of several processes the first has it, and no other one writes.
final class RunWriter {
  /// Held until the run ends, well or not.
  private var lock: FolderLock?
  let folder: String
  private let log: MetricsLog
  private var timings: RunTimings
  private var savedStep: Int?

  /// Takes over a folder that has been begun or taken up.
  ///
  /// - Parameters:
  ///   - folder: the folder of the run.
  ///   - lock: the hold on it.
  ///   - header: where the run goes on, if it does.
  ///   - hasEvents: whether what TensorBoard shows is written too.
  /// - Throws: an error of the log or the timings.
  init(
    _ folder: String, _ lock: FolderLock, goingOnFrom header: Checkpoint.Header?, hasEvents: Bool
  ) throws {
    (self.folder, self.lock) = (folder, lock)
    log = try MetricsLog(
      folder: folder, keeping: header?.metricsBytes ?? 0, hasEvents: hasEvents)
    timings = try RunTimings(folder: folder, before: (header?.position.epoch ?? 0) + 1)
  }

  /// Does `body` with hold on the folder, which is let go then.
  func whileHolding<Result>(_ body: () throws -> Result) throws -> Result {
    lock = try lock ?? Run.lock(folder)
    defer { lock = nil }
    return try body()
  }

  func append(_ metrics: StepMetrics) throws { try log.append(metrics) }
  func append(_ metrics: MonitorMetrics) throws { try log.append(metrics) }

  func append(_ metrics: EpochMetrics, _ timing: RunTimings.Epoch) throws {
    try log.append(metrics)
    timings.epochs.append(timing)
    try timings.write(to: folder)
  }

  /// Saves the state, unless that of this step is saved already.
  func saveIfNew(_ loop: TrainingLoop, _ monitor: CentralizationMonitor?) throws {
    if savedStep != loop.trainer.position.step { try save(loop, monitor, isFinished: false) }
  }

  /// Saves the state.
  func save(
    _ loop: TrainingLoop, _ monitor: CentralizationMonitor?, isFinished: Bool
  ) throws {
    try log.synchronize()
    let header = Checkpoint.Header(
      configuration: loop.configuration, position: loop.trainer.position,
      metricsBytes: log.byteCount, isFinished: isFinished)
    try Checkpoint.write(
      loop.trainer, header, monitor: monitor, origin: loop.task.weightsOrigin,
      to: folder + "/" + RunFiles.checkpoint)
    savedStep = loop.trainer.position.step
  }

  /// Writes the weights of an epoch that is over, and saves the state.
  ///
  /// The weights and, at the end, the pictures come first: a run that its checkpoint calls finished must have them.
  func epochEnds(
    _ loop: TrainingLoop, _ monitor: CentralizationMonitor?, isBest: Bool, isFinished: Bool
  ) throws {
    try Checkpoint.checkIsFinite(loop.trainer, monitor)
    func write(_ tensors: [(name: String, tensor: Tensor)], _ file: String) throws {
      try WeightsFile.write(tensors, loop.task.weightsOrigin, to: folder + "/" + file)
    }
    let own = loop.trainer.model.stateDict
    try write(own, RunFiles.weights)
    if isBest { try write(own, RunFiles.bestWeights) }
    if let average = loop.trainer.average { try write(average.stateDict, RunFiles.averagedWeights) }
    if isFinished { try drawPictures(loop) }
    try save(loop, monitor, isFinished: isFinished)
  }

  /// The metrics of all epochs that the log has.
  func epochs() throws -> [EpochMetrics] { try MetricsReader.lines(in: folder).epochs }
}
