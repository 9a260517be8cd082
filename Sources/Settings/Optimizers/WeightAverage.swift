/// A running mean of the weights, beside those that are trained.
///
///     every k steps:  a ← d·a + (1 − d)·w        a = w at the first of them
///
/// Running statistics are averaged too, and what counts is taken as it is. As a text it is `DECAY` or `DECAY:STEPS`.
///
/// Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992,
/// https://doi.org/10.1137/0330046; with the first value and the buffers of PyTorch's `AveragedModel` with
/// `get_ema_multi_avg_fn` and `use_buffers`.
public struct WeightAverage: Hashable, Sendable {
  /// The factor `d` on the past, in (0, 1).
  public var decay: Double
  /// The steps `k` between two updates, from 1.
  public var every: Int

  /// A mean with the factor `decay` on the past, in (0, 1), that takes the weights in every `every` steps.
  public init(decay: Double, every: Int = 1) {
    precondition(
      decay > 0 && decay < 1, "average of weights: expected above 0 to below 1, found \(decay)")
    precondition(every >= 1, "average of weights: expected at least 1 step, found \(every)")
    (self.decay, self.every) = (decay, every)
  }
}

extension WeightAverage: TextValue {
  /// `DECAY` or `DECAY:STEPS`.
  public static let expectation =
    "DECAY or DECAY:STEPS, such as 0.999 or 0.99998:32, with DECAY greater than 0 and less than 1 and "
    + "STEPS a whole number of at least 1"

  /// The mean that a text describes.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let decay = Double(parts[0]),
      NumberRange.betweenZeroAndOne.contains(decay),
      let every = parts.count == 2 ? Int(parts[1]) : 1, (1...Limits.steps).contains(every)
    else { return nil }
    self.init(decay: decay, every: every)
  }

  /// The text, with the steps unless that is 1.
  public var description: String { "\(decay)" + (every == 1 ? "" : ":\(every)") }
}
