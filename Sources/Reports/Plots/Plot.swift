/// Curves against a common axis, to be drawn.
public struct Plot: Hashable, Sendable {
  /// What the plot shows.
  public var title: String
  /// What the horizontal axis counts.
  public var xTitle: String
  /// What the vertical axis measures, with its unit.
  public var yTitle: String
  /// The curves, in the order of the legend.
  public var curves: [Curve]
  /// What the shaded band of a curve is, for the legend; `nil` without bands.
  public var bandTitle: String?
  /// The smallest and the largest value that there can be, for the vertical axis.
  public var bounds: ClosedRange<Double>
  /// Whether the vertical axis is logarithmic: then values of 0 and below lie at its lower end.
  public var isLogarithmic: Bool

  /// A plot of its parts.
  public init(
    title: String, xTitle: String, yTitle: String, curves: [Curve], bandTitle: String? = nil,
    bounds: ClosedRange<Double> = -Double.infinity...Double.infinity,
    isLogarithmic: Bool = false
  ) {
    (self.title, self.xTitle, self.yTitle) = (title, xTitle, yTitle)
    (self.curves, self.bandTitle, self.bounds) = (curves, bandTitle, bounds)
    self.isLogarithmic = isLogarithmic
  }

  /// A curve.
  public struct Curve: Hashable, Sendable {
    /// Its name, which stands at its end.
    public var name: String
    /// Its points, from left to right.
    public var points: [Point]

    /// A curve of its points.
    public init(name: String, points: [Point]) {
      (self.name, self.points) = (name, points)
    }
  }

  /// A point, with the ends of the band there.
  public struct Point: Hashable, Sendable {
    /// Where it is.
    public var x: Double
    /// Its value.
    public var y: Double
    /// The lower end of the band; equal to the upper one for none.
    public var low: Double
    /// The upper end of the band.
    public var high: Double

    /// A point whose band reaches as far to both sides, from 0; 0 for none.
    public init(x: Double, y: Double, deviation: Double = 0) {
      self.init(x: x, y: y, low: y - deviation, high: y + deviation)
    }

    /// A point with a band between two ends.
    public init(x: Double, y: Double, low: Double, high: Double) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }
}
