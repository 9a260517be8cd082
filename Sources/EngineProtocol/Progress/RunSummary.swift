package import RunRecords

/// What a run is, in numbers.
package struct RunSummary: Codable, Hashable, Sendable {
  package let folder: String
  package let parameterCount: Int
  /// The number of images in an epoch, those that fill no batch left out.
  package let imagesPerEpoch: Int
  package let totalSteps: Int
  /// The optimizer steps that were made before, by the run that is resumed.
  package let stepsMade: Int
  package let task: TaskDescription

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
package struct StepProgress: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  package let epoch: Int
  /// The number of epochs, the last of which may be cut short.
  package let epochs: Int
  package let step: Int
  package let totalSteps: Int
  package let loss: Double
  /// The training images per second in this epoch, without evaluation.
  package let imagesPerSecond: Double
  /// The seconds that remain, evaluations included as far as one has been seen.
  package let secondsLeft: Double

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
package struct EvaluationProgress: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1, after which it is; `nil` where nothing is trained.
  package let epoch: Int?
  package let part: EvaluatedPart
  package let batch: Int
  package let batches: Int

  package init(epoch: Int? = nil, part: EvaluatedPart, batch: Int, batches: Int) {
    (self.epoch, self.part, self.batch, self.batches) = (epoch, part, batch, batches)
  }
}
