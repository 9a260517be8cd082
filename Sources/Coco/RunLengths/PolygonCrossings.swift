/// Where a polygon's boundary crosses the columns of an image's pixels.
struct PolygonCrossings {
  private static let fifths = 5
  private let height: Int
  private let width: Int
  /// The places, counted column after column, at which runs begin or end.
  private var places: [Int] = []
  /// The point of the boundary before the next, in fifths of a pixel.
  private var last: (x: Int, y: Int)?

  init(height: Int, width: Int) { (self.height, self.width) = (height, width) }

  /// Follows the boundary through all points and back to the first.
  mutating func follow(_ polygon: [Double]) {
    let corners = stride(from: 0, to: polygon.count, by: 2).map {
      (x: Self.inFifths(polygon[$0]), y: Self.inFifths(polygon[$0 + 1]))
    }
    for (index, start) in corners.enumerated() {
      follow(from: start, to: corners[(index + 1) % corners.count])
    }
  }

  /// Half up, but for negative numbers towards zero.
  private static func inFifths(_ value: Double) -> Int { Int(Double(fifths) * value + 0.5) }

  /// Follows an edge with a point for each step along its longer direction.
  ///
  /// An edge and its reverse have the same points: what is between is counted from the smaller end.
  private mutating func follow(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let (dx, dy) = (abs(end.x - start.x), abs(end.y - start.y))
    let isFlat = dx >= dy
    let isReversed = isFlat ? start.x > end.x : start.y > end.y
    let (low, high) = isReversed ? (end, start) : (start, end)
    let steps = max(dx, dy)
    let slope =
      steps == 0 ? 0 : Double(isFlat ? high.y - low.y : high.x - low.x) / Double(steps)
    for step in 0...steps {
      let along = isReversed ? steps - step : step
      let across = slope * Double(along)
      if isFlat {
        visit(low.x + along, Int(Double(low.y) + across + 0.5))
      } else {
        visit(Int(Double(low.x) + across + 0.5), low.y + along)
      }
    }
  }

  @inline(__always) private mutating func visit(_ x: Int, _ y: Int) {
    defer { last = (x, y) }
    guard let last, x != last.x else { return }
    // The middle of a pixel's five columns, which is between the third and the second of them.
    let column = x < last.x ? x : x - 1
    guard column >= 0, column % Self.fifths == Self.fifths / 2 else { return }
    let pixel = column / Self.fifths
    guard pixel < width else { return }
    let row = (Double(min(y, last.y)) + 0.5) / Double(Self.fifths) - 0.5
    places.append(pixel * height + Int(min(max(row, 0), Double(height)).rounded(.up)))
  }

  /// The pixels within: those behind an odd number of crossings.
  var mask: RunLengths {
    var runs = RunBuilder()
    var (start, isWithin) = (0, false)
    for place in places.sorted() + [height * width] {
      runs.append(place - start, isWithin)
      (start, isWithin) = (place, !isWithin)
    }
    return RunLengths(sound: runs.counts, height, width)
  }
}
