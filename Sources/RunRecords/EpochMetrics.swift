/// What is known at the end of an epoch, or of a run that ends within one.
public struct EpochMetrics: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  public var epoch: Int
  /// The optimizer steps made so far.
  public var step: Int
  /// The mean loss over the epoch's steps, while the weights changed.
  public var trainLoss: Double
  /// The mean loss over the held-out training images; absent without them.
  public var validationLoss: Double?
  /// The share of held-out training images that are classified right; absent without them.
  public var validationAccuracy: Double?
  /// The mean loss over the test images; absent where it is not finite.
  public var testLoss: Double?
  /// The share of test images that are classified right, in [0, 1].
  public var testAccuracy: Double
  /// The learning rate of the epoch's last step.
  public var learningRate: Double
  /// How many damaged images the epoch's batches and its evaluations lack; absent where such images
  /// end a run.
  public var skippedImages: Int?

  /// The line of an epoch.
  public init(
    epoch: Int, step: Int, trainLoss: Double, validationLoss: Double? = nil,
    validationAccuracy: Double? = nil, testLoss: Double?, testAccuracy: Double,
    learningRate: Double, skippedImages: Int? = nil
  ) {
    (self.epoch, self.step, self.learningRate) = (epoch, step, learningRate)
    (self.trainLoss, self.testLoss, self.testAccuracy) = (trainLoss, testLoss, testAccuracy)
    self.skippedImages = skippedImages
    (self.validationLoss, self.validationAccuracy) = (validationLoss, validationAccuracy)
  }
}
