/// A box in an image, in pixels from its left and upper edge.
public struct Box: Hashable, Sendable {
  /// The left edge.
  public var x: Double
  /// The upper edge.
  public var y: Double
  /// The distance to the right edge.
  public var width: Double
  /// The distance to the lower edge.
  public var height: Double

  /// A box with its upper left corner at (`x`, `y`).
  public init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// `width · height`.
  public var area: Double { width * height }

  /// The area of what two boxes have in common; 0 where that is nothing.
  public func intersection(with other: Box) -> Double {
    let across = min(width + x, other.width + other.x) - max(x, other.x)
    if across <= 0 { return 0 }
    let down = min(height + y, other.height + other.y) - max(y, other.y)
    return down <= 0 ? 0 : across * down
  }
}

extension Box {
  /// The farthest coordinate and the longest side that a file may have.
  static let farthest = 1e12
}
