/// What average precision and recall are taken over.
///
/// Source: the detection evaluation of COCO, https://cocodataset.org/#detection-eval.
package struct EvaluationSettings: Hashable, Sendable {
  /// Objects of a size.
  package struct AreaRange: Hashable, Sendable {
    package let name: String
    /// In pixels, ends included.
    package let bounds: ClosedRange<Double>
  }

  /// The `T` overlaps from which on a detection is one of an object: 0.5, 0.55, … 0.95, as NumPy's
  /// `linspace(.5, .95, 10)` has them to the bit.
  package static let overlaps: [Double] = spaced(from: 0.5, to: 0.95, count: 10)
  /// The `R` recalls at which precision is taken: 0, 0.01, … 1, as `linspace(0, 1, 101)`.
  package static let recalls: [Double] = spaced(from: 0, to: 1, count: 101)
  /// The `A` sizes of objects.
  package static let areas = [
    AreaRange(name: "all", bounds: 0...1e10), AreaRange(name: "small", bounds: 0...1024),
    AreaRange(name: "medium", bounds: 1024...9216), AreaRange(name: "large", bounds: 9216...1e10),
  ]

  /// The `M` numbers of detections of a class in an image that count, the surest first; ascending.
  package let mostDetections: [Int]

  /// COCO's settings, with another number of detections in place of its 100.
  ///
  /// - Precondition: at least 10, as lines for 1 and 10 stay.
  package init(mostDetections most: Int = 100) {
    precondition(most >= 10, "fewer detections than the second of the three numbers")
    mostDetections = [1, 10, most]
  }

  private static func spaced(from start: Double, to end: Double, count: Int) -> [Double] {
    let step = (end - start) / Double(count - 1)
    return (0..<count).map { $0 == count - 1 ? end : Double($0) * step + start }
  }
}
