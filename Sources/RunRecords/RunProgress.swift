/// What a run is, in numbers.
public struct RunSummary: Codable, Hashable, Sendable {
  /// The folder, as it was given.
  public let folder: String
  /// How many numbers are trained.
  public let parameterCount: Int
  /// The number of images in an epoch, those that fill no batch left out.
  public let imagesPerEpoch: Int
  /// The optimizer steps of the whole run.
  public let totalSteps: Int
  /// The optimizer steps that were made before, by the run that is resumed.
  public let stepsMade: Int
  /// What it measures.
  public let task: TaskDescription

  package init(
    folder: String, parameterCount: Int, imagesPerEpoch: Int, totalSteps: Int, stepsMade: Int,
    task: TaskDescription = .classification
  ) {
    (self.folder, self.parameterCount) = (folder, parameterCount)
    (self.imagesPerEpoch, self.totalSteps) = (imagesPerEpoch, totalSteps)
    (self.stepsMade, self.task) = (stepsMade, task)
  }
}

/// How far a run is.
public struct StepProgress: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  public let epoch: Int
  /// The number of epochs, the last of which may be cut short.
  public let epochs: Int
  /// The optimizer steps made so far.
  public let step: Int
  /// The optimizer steps of the whole run.
  public let totalSteps: Int
  /// The loss of the last step.
  public let loss: Double
  /// The training images per second in this epoch, without evaluation.
  public let imagesPerSecond: Double
  /// The seconds that remain, evaluations included as far as one has been seen.
  public let secondsLeft: Double

  package init(
    epoch: Int, epochs: Int, step: Int, totalSteps: Int, loss: Double, imagesPerSecond: Double,
    secondsLeft: Double
  ) {
    (self.epoch, self.epochs, self.step, self.totalSteps) = (epoch, epochs, step, totalSteps)
    (self.loss, self.imagesPerSecond) = (loss, imagesPerSecond)
    self.secondsLeft = secondsLeft
  }
}

/// How far an evaluation is, in batches.
public struct EvaluationProgress: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1, after which it is; `nil` where nothing is trained.
  public let epoch: Int?
  /// The examples that are looked at.
  public let part: EvaluatedPart
  /// How many batches there have been.
  public let batch: Int
  /// How many there are in all.
  public let batches: Int

  package init(epoch: Int? = nil, part: EvaluatedPart, batch: Int, batches: Int) {
    (self.epoch, self.part, self.batch, self.batches) = (epoch, part, batch, batches)
  }
}
