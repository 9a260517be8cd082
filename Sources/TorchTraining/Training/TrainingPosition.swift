public import RunRecords
import Settings

/// Where a training stands, between two optimizer steps.
public struct TrainingPosition: Codable, Hashable, Sendable {
  /// The epoch being made, from 0.
  public var epoch = 0
  /// The optimizer steps made in this epoch.
  public var stepInEpoch = 0
  /// The optimizer steps made in all.
  public var step = 0
  /// The damaged images that this epoch's batches lack.
  public var skippedImages = 0
  /// The sum of the losses of this epoch's steps.
  public var lossSum = 0.0
  /// What the loss is multiplied by in fp16; `nil` in any other precision.
  public var lossScale: LossScale?
  /// What a schedule that waits for a loss remembers; `nil` for one that follows the steps alone.
  public var plateau: PlateauState?
  /// The best evaluation on held-out examples, where something follows from it.
  public var best: BestEvaluation?

  /// The beginning.
  public init() {}

  /// Whether a training with epochs of `stepsPerEpoch` that began at `start` can stand here.
  func isPossible(stepsPerEpoch: Int, from start: TrainingPosition) -> Bool {
    // Each epoch has at least one step.
    [epoch, step, skippedImages].allSatisfy(Limits.counts.contains) && step >= epoch
      && (0...stepsPerEpoch).contains(stepInEpoch) && lossSum.isFinite
      && (lossScale != nil) == (start.lossScale != nil) && lossScale?.isPossible != false
      && (plateau != nil) == (start.plateau != nil) && plateau?.isPossible != false
      && best?.isPossible != false
  }
}
