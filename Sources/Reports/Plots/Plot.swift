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
    self.curves = curves.map { $0.thinned(to: Self.mostPoints) }
    (self.bandTitle, self.bounds) = (bandTitle, bounds)
    self.isLogarithmic = isLogarithmic
  }

  /// The most points of a curve: more are not told apart.
  private static let mostPoints = 600

  /// A curve.
  package struct Curve: Hashable, Sendable {
    package var name: String
    /// Its points, from left to right.
    package var points: [Point]

    package init(name: String, points: [Point]) { (self.name, self.points) = (name, points) }

    /// This curve with its finite points, of which neighbors are put together where there are more than
    /// so many: its ends as they are, between them the means of equally many.
    package func thinned(to most: Int) -> Curve {
      let finite = points.filter { $0.y.isFinite && $0.low.isFinite && $0.high.isFinite }
      guard finite.count > most, most > 2 else { return Curve(name: name, points: finite) }
      let inner = finite.dropFirst().dropLast()
      let stride = (inner.count + most - 3) / (most - 2)
      let means = Swift.stride(from: inner.startIndex, to: inner.endIndex, by: stride).map {
        Point.mean(inner[$0..<min($0 + stride, inner.endIndex)])
      }
      return Curve(name: name, points: finite.prefix(1) + means + finite.suffix(1))
    }
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

    fileprivate static func mean(_ points: ArraySlice<Point>) -> Point {
      let count = Double(points.count)
      func mean(_ path: KeyPath<Point, Double>) -> Double {
        points.reduce(0) { $0 + $1[keyPath: path] / count }
      }
      return Point(x: mean(\.x), y: mean(\.y), low: mean(\.low), high: mean(\.high))
    }
  }
}
