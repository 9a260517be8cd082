import RunRecords
public import Settings

/// What a schedule that waits for a loss to fall remembers: the best loss, for how long there was no better one, and how
/// far the rate has fallen.
///
/// A loss counts as better below 0.9999 times the best one, as in PyTorch's `ReduceLROnPlateau`.
public struct PlateauState: Codable, Hashable, Sendable {
  /// The lowest loss so far; `nil` before the first.
  public private(set) var best: Double?
  /// The evaluations since then.
  public private(set) var evaluationsSinceBest = 0
  /// What the learning rate is multiplied by.
  public private(set) var factor = 1.0

  /// The beginning.
  public init() {}

  /// Takes the loss of an evaluation, and has the rate fall where it is time.
  ///
  /// A loss that is not finite is none that is better.
  public mutating func take(loss: Double, _ plateau: Schedule.Plateau) {
    if loss.isFinite, loss < (best.map { $0 * (1 - 1e-4) } ?? .infinity) {
      (best, evaluationsSinceBest) = (loss, 0)
      return
    }
    evaluationsSinceBest += 1
    if evaluationsSinceBest > plateau.patience {
      factor *= plateau.factor
      evaluationsSinceBest = 0
    }
  }

  /// Whether a training can be here.
  var isPossible: Bool {
    (best ?? 0).isFinite && Limits.counts.contains(evaluationsSinceBest) && factor > 0
      && factor <= 1
  }
}
