import EngineProtocol
import RunRecords
import CentralizeOptions
import Torch
import TorchDistributed
import TorchNN

/// A training of some options from its start to its last step: what a run in a folder and one that is
/// measured on its way have in common.
final class TrainingLoop {
  let configuration: RunConfiguration
  let task: any TrainingTask
  let trainer: Trainer
  let totalSteps: Int
  /// The processes that make it together.
  let group: ProcessGroup
  private var agreementNotes: [String] = []
  private(set) weak var observer: (any RunObserver)?

  /// Readies the machine, the data and the network.
  ///
  /// - Parameters:
  ///   - configuration: the options.
  ///   - task: what is trained; by default classification of the data that the options name.
  ///   - group: the processes that make it together.
  ///   - observer: who is told, in the first of them; not kept alive.
  /// - Throws: an error of the device or the data.
  init(
    _ configuration: RunConfiguration, _ task: (any TrainingTask)? = nil,
    _ group: ProcessGroup = ProcessGroup(), _ observer: (any RunObserver)?
  ) throws {
    (self.configuration, self.group) = (configuration, group)
    self.observer = group.rank == 0 ? observer : nil
    try configuration.prepareMachine()
    self.task = try task ?? ClassificationTask(configuration)
    (trainer, totalSteps) = configuration.makeTrainer(for: self.task, group)
    agreementNotes = try ProcessDescription.checkAgreement(in: self)
  }

  /// Has the training start from the file of weights, if the options name one.
  func loadWeights() throws {
    guard let weights = configuration.start.weights else { return }
    let report = try WeightsFile.load(
      weights, asStartOf: trainer.model, model: configuration.network.model.rawValue,
      reading: configuration.start.weightsReading)
    observer?.weightsLoad(report)
  }

  /// What the training is made with.
  ///
  /// - Throws: what reading the file of weights throws.
  func provenance() throws -> Provenance {
    Provenance(
      threads: configuration.machine.threads, data: task.digests,
      weights: try configuration.start.weights.map(fileDigest))
  }

  var isAtItsEnd: Bool { trainer.position.step >= totalSteps }

  func begin(_ name: String) -> RunClock {
    let images = configuration.course.batchSize * configuration.course.accumulate
    for note in agreementNotes { observer?.isTold(note) }
    for note in task.notes { observer?.isTold("data: \(note)") }
    observer?.runBegins(
      RunSummary(
        folder: name,
        parameterCount: trainer.model.trainedParameters.map(\.value.count).reduce(0, +),
        imagesPerEpoch: trainer.stepsPerEpoch * images, totalSteps: totalSteps,
        stepsMade: trainer.position.step, task: task.about))
    return RunClock(stepsMade: trainer.position.step, totalSteps: totalSteps, imagesPerStep: images)
  }

  /// Makes the steps that are left of an epoch.
  ///
  /// - Parameters:
  ///   - clock: what measures them.
  ///   - makeStep: makes one and returns its loss, as `Trainer.step` does.
  ///   - afterEach: is called after each step with its loss, when the observer has been told.
  /// - Throws: what the two do.
  func makeEpoch(
    _ clock: RunClock, by makeStep: () throws -> Double?, afterEach: (Double) throws -> Void
  ) throws {
    clock.epochBegins(at: trainer.position.step)
    while !isAtItsEnd, let loss = try makeStep() {
      observer?.stepEnds(
        clock.progress(
          epoch: trainer.position.epoch + 1,
          epochs: (totalSteps + trainer.stepsPerEpoch - 1) / trainer.stepsPerEpoch,
          step: trainer.position.step, loss: loss))
      try afterEach(loss)
    }
  }
}
