/// Curves against a common axis, to be drawn.
package struct Plot: Hashable, Sendable {
  package var title: String
  package var xTitle: String
  /// What the vertical axis measures, with its unit.
  package var yTitle: String
  /// The curves, in the order of the legend.
  package var curves: [Curve]
  /// What the shaded band of a curve is, for the legend; `nil` without bands.
  package var bandTitle: String?
  /// The smallest and the largest value that there can be, for the vertical axis.
  package var bounds: ClosedRange<Double>
  /// Whether the vertical axis is logarithmic: then values of 0 and below lie at its lower end.
  package var isLogarithmic: Bool

  package init(
    title: String, xTitle: String, yTitle: String, curves: [Curve], bandTitle: String? = nil,
    bounds: ClosedRange<Double> = -Double.infinity...Double.infinity, isLogarithmic: Bool = false
  ) {
    (self.title, self.xTitle, self.yTitle) = (title, xTitle, yTitle)
    (self.curves, self.bandTitle, self.bounds) = (curves, bandTitle, bounds)
    self.isLogarithmic = isLogarithmic
  }

  /// A curve.
  package struct Curve: Hashable, Sendable {
    package var name: String
    /// Its points, from left to right.
    package var points: [Point]

    package init(name: String, points: [Point]) { (self.name, self.points) = (name, points) }
  }

  /// A point, with the ends of the band there.
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double
    /// The lower end of the band; equal to the upper one for none.
    package var low: Double
    package var high: Double

    /// A point whose band reaches as far to both sides, from 0; 0 for none.
    package init(x: Double, y: Double, deviation: Double = 0) {
      self.init(x: x, y: y, low: y - deviation, high: y + deviation)
    }

    /// A point with a band between two ends.
    package init(x: Double, y: Double, low: Double, high: Double) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }
}
