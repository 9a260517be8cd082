/// The loss around one optimizer step: at the weights `w` that it leaves, and at `w + t·d` for
/// several lengths `t`, where `d` is the step that was really taken.
///
/// The loss `L` is that of the step's own batches, as they were augmented and with the dropout masks
/// that they met, while training. Nothing of weight decay is in it.
package struct LandscapePoint: Codable, Hashable, Sendable {
  /// The loss at `w + t·d`.
  package struct Length: Codable, Hashable, Sendable {
    /// The length `t` in steps: 1 is where the step ends.
    package var steps: Double
    /// `‖t·d‖₂`, of the weights as they are rounded.
    package var distance: Double
    /// `L(w + t·d)`; absent where it is not finite.
    package var loss: Double?
    /// `‖∇L(w) − ∇L(w + t·d)‖₂`; absent where it is not finite.
    package var gradientChange: Double?
    /// `‖Φ(∇L(w)) − Φ(∇L(w + t·d))‖₂`, with the weights centralized that centralization is for: at most
    /// `gradientChange`, by the paper's theorem 4.2; absent where it is not finite.
    package var centralizedChange: Double?

    package init(
      steps: Double, distance: Double, loss: Double?, gradientChange: Double?,
      centralizedChange: Double?
    ) {
      (self.steps, self.distance) = (steps, distance)
      (self.loss, self.gradientChange) = (loss, gradientChange)
      self.centralizedChange = centralizedChange
    }
  }

  /// How much of a weight's gradient `g` is its mean.
  package struct Share: Codable, Hashable, Sendable {
    package var name: String
    /// `‖g − Φ(g)‖²/‖g‖²`, in [0, 1]: what centralization removes of the gradient's energy.
    package var share: Double

    package init(name: String, share: Double) { (self.name, self.share) = (name, share) }
  }

  /// The number of the step, from 1.
  package var step: Int
  /// `L(w)`.
  package var loss: Double
  /// `‖∇L(w)‖₂`.
  package var gradientNorm: Double
  /// What was found at each length, from the shortest.
  package var lengths: [Length]
  /// The smallest loss over the lengths; absent where none is finite, like all that follow.
  package var lowestLoss: Double?
  /// The largest loss over the lengths.
  package var highestLoss: Double?
  /// The smallest change of the gradient over the lengths.
  package var leastGradientChange: Double?
  /// The largest change of the gradient over the lengths.
  package var mostGradientChange: Double?
  /// The effective smoothness, `max over t of ‖∇L(w) − ∇L(w + t·d)‖₂/‖t·d‖₂`; also absent for a step
  /// that moves nothing.
  package var smoothness: Double?
  package var centralizedSmoothness: Double?
  /// The share of the mean in the gradient of each weight that centralization is for.
  package var shares: [Share]

  /// The lengths at which the loss is looked at, in steps.
  package static let measuredSteps = [0.25, 0.5, 1, 2, 4]

  package init(step: Int, loss: Double, gradientNorm: Double, lengths: [Length], shares: [Share]) {
    (self.step, self.loss, self.gradientNorm) = (step, loss, gradientNorm)
    (self.lengths, self.shares) = (lengths, shares)
    let losses = lengths.compactMap(\.loss)
    let changes = lengths.compactMap(\.gradientChange)
    (lowestLoss, highestLoss) = (losses.min(), losses.max())
    (leastGradientChange, mostGradientChange) = (changes.min(), changes.max())
    smoothness = Self.smoothness(lengths, \.gradientChange)
    centralizedSmoothness = Self.smoothness(lengths, \.centralizedChange)
  }

  private static func smoothness(
    _ lengths: [Length], _ change: KeyPath<Length, Double?>
  ) -> Double? {
    lengths.compactMap { length in
      length.distance > 0 ? length[keyPath: change].map { $0 / length.distance } : nil
    }.max()
  }
}
