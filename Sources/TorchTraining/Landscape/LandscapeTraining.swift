public import EngineProtocol
public import RunRecords
import CentralizeOptions
import Torch
import TorchData
import TorchNN
import TorchOptimizers

/// A training that is measured on its way and leaves no folder.
///
/// It ends in the weights that the run of the same options ends in, bit for bit.
public final class LandscapeTraining {
  private let configuration: RunConfiguration
  private let every: Int
  private let totalSteps: Int
  private let data: RunData
  private let clock: RunClock
  private let monitor: CentralizationMonitor
  private let probe: LandscapeProbe
  private weak var observer: (any RunObserver)?
  let trainer: Trainer

  /// Prepares the training of a request.
  ///
  /// - Parameters:
  ///   - request: the run, and how often it is measured.
  ///   - observer: who is told; not kept alive.
  /// - Throws: an error of the device, the data or the file of weights.
  public init(_ request: LandscapeRequest, observer: (any RunObserver)? = nil) throws {
    configuration = request.configuration
    self.observer = observer
    try configuration.prepareMachine()
    data = try RunData(configuration)
    (trainer, totalSteps) = configuration.makeTrainer(on: data)
    if let weights = configuration.weights {
      observer?.weightsLoad(
        try WeightsFile.load(
          weights, asStartOf: trainer.model, model: configuration.model.rawValue))
    }
    every = request.interval(totalSteps: totalSteps)
    monitor = CentralizationMonitor(trainer.optimizer)
    probe = LandscapeProbe(trainer, monitor, every: every)
    clock = RunClock(
      stepsMade: 0, totalSteps: totalSteps,
      imagesPerStep: configuration.batchSize * configuration.accumulate)
  }

  /// What the training is made with.
  ///
  /// - Throws: what reading the file of weights throws.
  public func provenance() throws -> Provenance {
    Provenance(
      threads: configuration.threads, data: data.digests,
      weights: try configuration.weights.flatMap(fileDigest))
  }

  /// Trains to the end and returns what was found; of a training whose numbers are no longer finite,
  /// what was found until then, and the reason.
  ///
  /// - Throws: a `DataError`.
  public func run() throws -> LandscapeRun {
    observer?.runBegins(
      RunSummary(
        folder: "\(configuration.centralization.rawValue)-\(configuration.seed)",
        parameterCount: trainer.model.trainedParameters.map(\.value.count).reduce(0, +),
        imagesPerEpoch: trainer.stepsPerEpoch * configuration.batchSize * configuration.accumulate,
        totalSteps: totalSteps, stepsMade: 0))
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
    var isWhole = true
    while trainer.position.step < totalSteps {
      clock.epochBegins(at: trainer.position.step)
      while trainer.position.step < totalSteps, let loss = try probe.step() {
        isWhole = isWhole && trainer.optimizer.centralizationFactor == 1
        observer?.stepEnds(
          clock.progress(
            epoch: trainer.position.epoch + 1,
            epochs: (totalSteps + trainer.stepsPerEpoch - 1) / trainer.stepsPerEpoch,
            step: trainer.position.step, loss: loss))
      }
      if trainer.position.step < totalSteps { trainer.finishEpoch() }
    }
    for error in trainer.skipped { observer?.imageIsSkipped(error) }
    return isWhole
  }

  /// The layers' answers, on images of the last step.
  private func asked(_ isKept: Bool) throws -> (shifts: [OutputShift], unasked: [String]) {
    guard let images = trainer.batchesOfStep.first?.images else { return ([], []) }
    return OutputShift.all(
      in: trainer.model, monitor.weights,
      isPromised: { isKept && self.trainer.optimizer.keepsWeightMean(of: $0) },
      steps: trainer.position.step, images: images.to(configuration.device.device))
  }

  private func result(
    _ layers: (shifts: [OutputShift], unasked: [String]), failure: String?
  ) -> LandscapeRun {
    LandscapeRun(
      seed: configuration.seed, every: every, steps: trainer.position.step, points: probe.points,
      shifts: layers.shifts, unasked: layers.unasked, failure: failure)
  }
}

extension TrainingError {
  /// Whether numbers that are no longer finite are the reason: that is then a result.
  fileprivate var isOfNumbers: Bool {
    switch self {
    case .notFinite, .gradientNotFinite, .weightsNotFinite: true
    default: false
    }
  }
}
