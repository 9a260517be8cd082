/// Masks of polygons.
extension RunLengths {
  /// The farthest coordinate of a polygon that is taken, in pixels.
  static let farthest = 100_000.0

  /// The mask of the pixels within any of some polygons.
  ///
  /// The boundary is followed in fifths of a pixel. Where it goes from one column of fifths to the next in
  /// the middle of a pixel, the runs of that column of pixels begin or end.
  ///
  /// - Parameters:
  ///   - height: The rows of the image.
  ///   - width: The columns of the image.
  ///   - polygons: Of each the points' x and y in turns, in pixels from the left and upper edge; what lies
  ///     outside of the image is cut off.
  /// - Throws: `RunLengthsError` where there is no polygon, or one is none.
  public init(height: Int, width: Int, polygons: [[Double]]) throws(RunLengthsError) {
    _ = try Self.pixels(height, width)
    var masks: [RunLengths] = []
    for polygon in polygons {
      guard polygon.count >= 6, polygon.count % 2 == 0 else {
        throw .wrongPolygon(numbers: polygon.count)
      }
      for value in polygon where !(abs(value) <= Self.farthest) { throw .wrongCoordinate(value) }
      var crossings = PolygonCrossings(height: height, width: width)
      crossings.follow(polygon)
      masks.append(crossings.mask)
    }
    guard let mask = Self.merged(masks) else { throw .noPolygons }
    self = mask
  }

  /// The mask of a box in an image, as that of a polygon with its corners.
  public init(height: Int, width: Int, box: Box) throws(RunLengthsError) {
    let (right, lower) = (box.x + box.width, box.y + box.height)
    try self.init(
      height: height, width: width,
      polygons: [[box.x, box.y, box.x, lower, right, lower, right, box.y]])
  }
}
