/// How the learning rate, or the strength of centralization, follows the steps of a run.
///
/// As a text it is a shape such as `cosine` or `step:60,120,180:0.1`, with an optional warm-up behind it:
/// `,warmup:500` (steps), `,warmup:5e` (epochs), and with what it begins with `,warmup:5e:0.01`. All numbers of a
/// course are shares of the given value.
public struct Schedule: Hashable, Sendable {
  /// The course after the warm-up.
  public enum Shape: Hashable, Sendable {
    /// The given value throughout.
    case constant
    /// Half a cosine from the given value to the share `floor` of it, in [0, 1), at the run's last step; or one in
    /// each of several periods.
    case cosine(floor: Double = 0, restarts: Restarts? = nil)
    /// A straight line from the given value to the share `floor` of it, in [0, 1), at the run's last step.
    case linear(floor: Double = 0)
    /// A power of the steps that are left, from the given value to the share `floor` of it, in [0, 1).
    case polynomial(power: Double, floor: Double = 0)
    /// Multiplied by `factor`, in (0, 1], at the start of every so many `epochs`, from 1.
    case exponential(factor: Double, epochs: Int = 1)
    /// Multiplied by `factor` at the start of each epoch in `milestones`.
    ///
    /// Milestones rise strictly and are at least 1; the factor is in (0, 1].
    case step(milestones: [Int], factor: Double)
    /// Up from a small share to the given value, and down to a smaller one.
    case oneCycle(OneCycle = OneCycle())
    /// Multiplied by a factor whenever a loss on held-out examples no longer falls.
    case plateau(Plateau)
  }

  /// Periods after each of which the value is whole again.
  public struct Restarts: Hashable, Sendable {
    /// The length of the first, in epochs, from 1.
    public var epochs: Int
    /// How many times as long as the one before each other one is, from 1.
    public var growth: Int

    /// Periods of which the first has so many epochs.
    public init(epochs: Int, growth: Int = 1) { (self.epochs, self.growth) = (epochs, growth) }
  }

  /// The numbers of a single cycle.
  public struct OneCycle: Hashable, Sendable {
    /// The share of the steps in which the value rises, in (0, 1).
    public var rise: Double
    /// What the given value is divided by in the first step, from 1.
    public var start: Double
    /// What the first step's value is divided by in the last one, from 1.
    public var end: Double

    /// A cycle; by default PyTorch's.
    public init(rise: Double = 0.3, start: Double = 25, end: Double = 1e4) {
      (self.rise, self.start, self.end) = (rise, start, end)
    }
  }

  /// When a value falls, and how far.
  public struct Plateau: Hashable, Sendable {
    /// What it is multiplied by, in (0, 1).
    public var factor: Double
    /// How many evaluations in a row may be no better than the best, from 0.
    public var patience: Int

    /// A fall by `factor` after more evaluations without an improvement than `patience`.
    public init(factor: Double, patience: Int) { (self.factor, self.patience) = (factor, patience) }
  }

  /// A rise in equal parts before the course begins.
  public struct Warmup: Hashable, Sendable {
    /// How long it is.
    public enum Length: Hashable, Sendable {
      /// So many optimizer steps, from 1.
      case steps(Int)
      /// So many epochs, from 1.
      case epochs(Int)
    }

    /// How long it is.
    public var length: Length
    /// The share of the value that it begins with, in (0, 1), or `nil` for none.
    ///
    /// The value rises from there in equal parts, and is whole in the step after the warm-up; from 0 it is whole
    /// in the warm-up's last step.
    public var share: Double?

    /// A rise over some steps, from a share of the value if one is given.
    public static func steps(_ count: Int, from share: Double? = nil) -> Warmup {
      Warmup(length: .steps(count), share: share)
    }

    /// A rise over some epochs, from a share of the value if one is given.
    public static func epochs(_ count: Int, from share: Double? = nil) -> Warmup {
      Warmup(length: .epochs(count), share: share)
    }
  }

  /// The course after the warm-up.
  public var shape: Shape
  /// The rise before it; `nil` for none.
  public var warmup: Warmup?

  /// A schedule of a shape, after a warm-up if there is one.
  public init(_ shape: Shape, warmup: Warmup? = nil) { (self.shape, self.warmup) = (shape, warmup) }

  /// Whether its steps depend on the length of the run.
  public var followsLength: Bool {
    switch shape {
    case .cosine(_, let restarts): restarts == nil
    case .linear, .polynomial, .oneCycle: true
    case .constant, .exponential, .step, .plateau: false
    }
  }

  /// What it does when a loss no longer falls; `nil` where it follows the steps alone.
  public var plateau: Plateau? { if case .plateau(let plateau) = shape { plateau } else { nil } }
}
