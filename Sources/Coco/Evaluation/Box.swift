/// A box in an image, in pixels from its left and upper edge.
package struct Box: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// `width · height`.
  package var area: Double { width * height }

  /// The area of what two boxes have in common; 0 where that is nothing.
  package func intersection(with other: Box) -> Double {
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
