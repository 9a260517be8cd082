import EngineProtocol
import RunRecords
import CentralizeOptions
import Torch
import TorchDistributed
import TorchNN
import TorchVision

/// A training of some options from its start to its last step: what a run in a folder and one that is
/// measured on its way have in common.
final class TrainingLoop {
  let configuration: RunConfiguration
  let task: any TrainingTask
  let trainer: Trainer
  let totalSteps: Int
  /// What is measured.
  let about: TaskDescription
  /// The processes that make it together.
  let group: ProcessGroup
  private var agreementNotes: [String] = []
  private(set) weak var observer: (any RunObserver)?

  /// Readies the machine, the data and the network.
  ///
  /// - Parameters:
  ///   - configuration: the options.
  ///   - makers: what a program makes itself.
  ///   - group: the processes that make it together.
  ///   - observer: who is told, in the first of them; not kept alive.
  /// - Throws: an error of the device or the data, or of a pattern that matches no name.
  init(
    _ configuration: RunConfiguration, _ makers: OwnMakers = OwnMakers(),
    _ group: ProcessGroup = ProcessGroup(), _ observer: (any RunObserver)?
  ) throws {
    (self.configuration, self.group) = (configuration, group)
    self.observer = group.rank == 0 ? observer : nil
    try configuration.machine.prepare()
    task = try makers.makeTask(for: configuration)
    (trainer, totalSteps) = configuration.makeTrainer(for: task, by: makers, group)
    about = configuration.wrapping.average == nil ? task.about : task.about.withAverage
    try configuration.scopes.check(trainer.model)
    try configuration.rules.check(trainer.model)
    if configuration.rules.layerDecay != nil, !(trainer.model is any ImageClassifier) {
      throw OptionsError.noEffect(.layerDecay, reason: "the network names no stages")
    }
    agreementNotes = try ProcessDescription.checkAgreement(in: self)
  }

  /// Has the training start from the file of weights, if the options name one.
  func loadWeights() throws {
    guard let weights = configuration.start.weights else { return }
    let report = try WeightsFile.load(
      weights, asStartOf: trainer.model, model: configuration.modelName,
      reading: configuration.start.weightsReading)
    observer?.weightsLoad(report)
  }

  /// What the training is made with.
  ///
  /// - Throws: what reading the file of weights throws.
  func provenance() throws -> Provenance {
    Provenance(
      threads: configuration.machine.threads, on: trainer.device, data: task.digests,
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
        stepsMade: trainer.position.step, task: about))
    return RunClock(stepsMade: trainer.position.step, totalSteps: totalSteps, imagesPerStep: images)
  }

  /// Makes the steps that are left of an epoch.
  ///
  /// - Parameters:
  ///   - clock: what measures them.
  ///   - makeStep: makes one and returns those of which the loss has become known, as `Trainer.advance` does.
  ///   - whenKnown: is called for each of these, when the observer has been told.
  ///   - afterEach: is called after each step that was made.
  /// - Throws: what the three do.
  func makeEpoch(
    _ clock: RunClock, by makeStep: () throws -> [FinishedStep]?,
    whenKnown: (FinishedStep) throws -> Void = { _ in }, afterEach: () throws -> Void
  ) throws {
    clock.epochBegins(at: trainer.position.step)
    while !isAtItsEnd, let finished = try makeStep() {
      try tell(finished, clock, whenKnown)
      try afterEach()
    }
    try settle(clock, whenKnown: whenKnown)
  }

  /// Waits for the steps of which the loss is not known yet, and tells of them as ``makeEpoch(_:by:whenKnown:afterEach:)``
  /// does.
  func settle(_ clock: RunClock, whenKnown: (FinishedStep) throws -> Void) throws {
    try tell(trainer.settle(), clock, whenKnown)
  }

  private func tell(
    _ finished: [FinishedStep], _ clock: RunClock, _ whenKnown: (FinishedStep) throws -> Void
  ) throws {
    for step in finished {
      observer?.stepEnds(
        clock.progress(
          epoch: step.epoch + 1,
          epochs: (totalSteps + trainer.stepsPerEpoch - 1) / trainer.stepsPerEpoch,
          step: step.step, loss: step.loss))
      try whenKnown(step)
    }
  }
}
