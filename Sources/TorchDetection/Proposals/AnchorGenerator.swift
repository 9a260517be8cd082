public import Torch
public import TorchData

/// Where anchors lie.
public enum AnchorLayout: Hashable, Sendable {
  /// Around zero in the first place of the features, in steps of the image's size over the features'.
  case centered
  /// Around (s − 1)/2 there, in steps of s = 4, 8, …; and those that cross an edge of their image are not used.
  case cornered

  var usesCrossing: Bool { self == .centered }
}

/// The boxes that proposals start from: some of each shape around each place of the features.
public struct AnchorGenerator: Hashable, Sendable {
  /// The side of a square anchor on each level, in pixels.
  public let sizes: [Double]
  /// Height over width of the anchors in a place.
  public let ratios: [Double]
  /// Where anchors lie.
  public let layout: AnchorLayout

  /// Anchors of one of `sizes` a level.
  public init(
    sizes: [Double] = [32, 64, 128, 256, 512], ratios: [Double] = [0.5, 1, 2],
    layout: AnchorLayout = .centered
  ) {
    (self.sizes, self.ratios, self.layout) = (sizes, ratios, layout)
  }

  /// The number of anchors in a place.
  public var countPerPlace: Int { ratios.count }

  /// The anchors of the first place of a level, x1, y1, x2, y2.
  func shapes(level: Int) -> [[Double]] {
    let size = Float(sizes[level])
    return ratios.map { ratio in
      let root = Float(ratio).squareRoot()
      let (width, height) = (1 / root * size, root * size)
      switch layout {
      case .centered:
        return [-width, -height, width, height].map {
          Double(($0 / 2).rounded(.toNearestOrEven))
        }
      case .cornered:
        let center = 0.5 * (Float(stride(level)) - 1)
        let (x, y) = (0.5 * (width - 1), 0.5 * (height - 1))
        return [center - x, center - y, center + x, center + y].map {
          Double($0.rounded(.toNearestOrEven))
        }
      }
    }
  }

  private func stride(_ level: Int) -> Int { 4 << level }

  /// The anchors of each level, `[H·W·A, 4]`, row by row and in each place by ratio.
  ///
  /// - Parameters:
  ///   - grids: the size of the features of each level.
  ///   - image: the size of the batch's images, with what they are padded by.
  ///   - dtype: the type of the numbers.
  ///   - device: where they lie.
  /// - Returns: the anchors of each level.
  public func anchors(
    _ grids: [PixelSize], image: PixelSize, dtype: DType = .float32, device: Device = .cpu
  ) -> [Tensor] {
    precondition(
      grids.count == sizes.count, "expected features of \(sizes.count) levels, found \(grids.count)"
    )
    return grids.enumerated().map { level, grid in
      let step =
        layout == .centered
        ? (image.height / grid.height, image.width / grid.width) : (stride(level), stride(level))
      var numbers: [Double] = []
      numbers.reserveCapacity(grid.height * grid.width * countPerPlace * 4)
      let shapes = shapes(level: level)
      for row in 0..<grid.height {
        for column in 0..<grid.width {
          let (x, y) = (Double(column * step.1), Double(row * step.0))
          for shape in shapes {
            numbers.append(x + shape[0])
            numbers.append(y + shape[1])
            numbers.append(x + shape[2])
            numbers.append(y + shape[3])
          }
        }
      }
      return Tensor(numbers, shape: [numbers.count / 4, 4]).to(dtype).to(device)
    }
  }
}
