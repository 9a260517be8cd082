package import EngineProtocol
package import RunRecords
import CentralizeOptions
import Torch
package import TorchDistributed
import TorchData
import TorchNN
import TorchOptimizers

/// A training that is measured on its way and leaves no folder.
///
/// It ends in the weights that the run of the same options ends in, bit for bit.
package final class LandscapeTraining {
  private let loop: TrainingLoop
  private let every: Int
  private let monitor: CentralizationMonitor
  private let probe: LandscapeProbe
  private let isInterrupted: () -> Bool
  var trainer: Trainer { loop.trainer }

  /// Prepares the training of a request.
  ///
  /// - Parameters:
  ///   - request: the run, and how often it is measured.
  ///   - task: what is trained; by default what the options say.
  ///   - group: the processes that make it together.
  ///   - observer: who is told, in the first of them; not kept alive.
  ///   - isInterrupted: asked after every step; `true` ends the training, of which nothing is left.
  /// - Throws: an error of the device, the data or the file of weights.
  package init(
    _ request: LandscapeRequest, task: (any TrainingTask)? = nil,
    group: ProcessGroup = ProcessGroup(), observer: (any RunObserver)? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    self.isInterrupted = isInterrupted
    loop = try TrainingLoop(request.configuration, OwnMakers(task), group, observer)
    if group.rank == 0 {
      try loop.loadWeights()
      try loop.sendState(checkpoint: nil, false)
    } else {
      _ = try loop.receiveState()
    }
    every = request.interval(totalSteps: loop.totalSteps)
    monitor = CentralizationMonitor(
      loop.trainer.optimizer, watching: request.centralization.link)
    probe = LandscapeProbe(loop.trainer, monitor, every: every)
  }

  /// What the training is made with.
  ///
  /// - Throws: what reading the file of weights throws.
  package func provenance() throws -> Provenance { try loop.provenance() }

  /// Trains to the end and returns what was found; of a training whose numbers are no longer finite,
  /// what was found until then, and the reason.
  ///
  /// - Throws: what keeps the task from giving a batch.
  package func run() throws -> LandscapeRun {
    do {
      let isKept = try train()
      try Checkpoint.checkIsFinite(trainer)
      return result(try asked(isKept), failure: nil)
    } catch let error as TrainingError where error.isOfNumbers {
      return result(([], []), failure: "\(error)")
    }
  }

  /// Makes all steps; returns whether each centralization had its whole strength in every one.
  private func train() throws -> Bool {
    let configuration = loop.configuration
    let name = "\(configuration.scopes.description.safeInNames)-\(configuration.start.seed)"
    let clock = loop.begin(name)
    var isWhole = true
    while !loop.isAtItsEnd {
      try loop.makeEpoch(
        clock, by: probe.step,
        afterEach: {
          isWhole = isWhole && trainer.optimizer.centralizationFactor == 1
          if try loop.group.any([isInterrupted()])[0] {
            throw TrainingError.interrupted(step: trainer.position.step, folder: name)
          }
        })
      if !loop.isAtItsEnd { trainer.finishEpoch() }
    }
    let skipped = try loop.group.gather(loop.task.skipped.map(\.description))
    for reason in skipped { loop.observer?.imageIsSkipped(reason) }
    return isWhole
  }

  /// The layers' answers, on images of the last step.
  private func asked(_ isKept: Bool) throws -> (shifts: [OutputShift], unasked: [String]) {
    guard let batch = probe.batches.first as? any LayerBatch else { return ([], []) }
    return OutputShift.all(
      in: trainer.model.asLayer, monitor.weights,
      isPromised: { isKept && self.trainer.optimizer.keepsWeightMean(of: $0) },
      steps: trainer.position.step, images: batch.input)
  }

  private func result(
    _ layers: (shifts: [OutputShift], unasked: [String]), failure: String?
  ) -> LandscapeRun {
    LandscapeRun(
      seed: loop.configuration.start.seed, every: every, steps: trainer.position.step,
      points: probe.points, shifts: layers.shifts, unasked: layers.unasked, failure: failure)
  }
}

extension TrainingError {
  /// Whether numbers that are no longer finite are the reason: that is then a result.
  var isOfNumbers: Bool {
    switch self {
    case .notFinite, .gradientNotFinite, .weightsNotFinite: true
    default: false
    }
  }
}
