/// Why something is no mask of an image.
public enum RunLengthsError: Error, Hashable, Sendable {
  /// Run lengths together are not the number of pixels.
  case wrongSum(Int, expected: Int)
  /// An image has no pixels, or more than 2³² − 1.
  case wrongSize(height: Int, width: Int)
  /// A text is cut off, or holds a character or a number that none does.
  case wrongText(place: Int)
  /// A polygon has fewer than three points, or half a point.
  case wrongPolygon(numbers: Int)
  /// A polygon's coordinate is not finite, or so far outside that no image is meant.
  case wrongCoordinate(Double)
  /// There is no polygon.
  case noPolygons
}

extension RunLengthsError: CustomStringConvertible {
  /// What is wrong, as the end of a sentence and without a full stop.
  public var description: String {
    switch self {
    case .wrongSum(let sum, let expected):
      "run lengths of \(sum) pixels, where the image has \(expected)"
    case .wrongSize(let height, let width):
      "a mask of \(height) rows and \(width) columns, which cannot be"
    case .wrongText(let place):
      "run lengths as a text that is not understood from character \(place + 1) on"
    case .wrongPolygon(let numbers):
      "a polygon of \(numbers) numbers, where two for each of at least three points are needed"
    case .wrongCoordinate(let value):
      "a polygon with the coordinate \(value), where at most ±\(Int(RunLengths.farthest)) makes sense"
    case .noPolygons: "an empty list of polygons"
    }
  }
}
