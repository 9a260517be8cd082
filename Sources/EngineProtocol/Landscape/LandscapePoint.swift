/// The loss around one optimizer step: at the weights `w` that it leaves, and at `w + t·d` for
/// several lengths `t`, where `d` is the step that was really taken.
///
/// The loss `L` is that of the step's own batches, as they were augmented and with the dropout masks
/// that they met, while training. Nothing of weight decay is in it.
public struct LandscapePoint: Codable, Hashable, Sendable {
  /// The loss at `w + t·d`.
  public struct Length: Codable, Hashable, Sendable {
    /// The length `t` in steps: 1 is where the step ends.
    public var steps: Double
    /// `‖t·d‖₂`, of the weights as they are rounded.
    public var distance: Double
    /// `L(w + t·d)`; absent where it is not finite.
    public var loss: Double?
    /// `‖∇L(w) − ∇L(w + t·d)‖₂`; absent where it is not finite.
    public var gradientChange: Double?
    /// `‖Φ(∇L(w)) − Φ(∇L(w + t·d))‖₂`, with the weights centralized that centralization is for: at most
    /// `gradientChange`, by the paper's theorem 4.2; absent where it is not finite.
    public var centralizedChange: Double?

    /// The loss at a length.
    public init(
      steps: Double, distance: Double, loss: Double?, gradientChange: Double?,
      centralizedChange: Double?
    ) {
      (self.steps, self.distance) = (steps, distance)
      (self.loss, self.gradientChange) = (loss, gradientChange)
      self.centralizedChange = centralizedChange
    }
  }

  /// How much of a weight's gradient `g` is its mean.
  public struct Share: Codable, Hashable, Sendable {
    /// The parameter's name.
    public var name: String
    /// `‖g − Φ(g)‖²/‖g‖²`, in [0, 1]: what centralization removes of the gradient's energy.
    public var share: Double

    /// The share of a parameter.
    public init(name: String, share: Double) { (self.name, self.share) = (name, share) }
  }

  /// The number of the step, from 1.
  public var step: Int
  /// `L(w)`.
  public var loss: Double
  /// `‖∇L(w)‖₂`.
  public var gradientNorm: Double
  /// What was found at each length, from the shortest.
  public var lengths: [Length]
  /// The smallest loss over the lengths; absent where none is finite, like all that follow.
  public var lowestLoss: Double?
  /// The largest loss over the lengths.
  public var highestLoss: Double?
  /// The smallest change of the gradient over the lengths.
  public var leastGradientChange: Double?
  /// The largest change of the gradient over the lengths.
  public var mostGradientChange: Double?
  /// The effective smoothness, `max over t of ‖∇L(w) − ∇L(w + t·d)‖₂/‖t·d‖₂`; also absent for a step
  /// that moves nothing.
  public var smoothness: Double?
  /// The same of the centralized gradient.
  public var centralizedSmoothness: Double?
  /// The share of the mean in the gradient of each weight that centralization is for.
  public var shares: [Share]

  /// The lengths at which the loss is looked at, in steps.
  public static let measuredSteps = [0.25, 0.5, 1, 2, 4]

  /// What was found around a step.
  public init(
    step: Int, loss: Double, gradientNorm: Double, lengths: [Length], shares: [Share]
  ) {
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
