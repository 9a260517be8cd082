import Foundation

extension RandomResizedCrop {
  /// The part of an image of `size` that the numbers of `random` choose.
  func region(in size: PixelSize, using random: inout SplitMix64) -> PixelRegion {
    let area = Double(size.width * size.height)
    for _ in 0..<10 {
      let share = area * random.uniform(in: scale)
      let shape = exp(random.uniform(in: log(ratio.lowerBound)...log(ratio.upperBound)))
      let width = Int((share * shape).squareRoot().rounded(.toNearestOrEven))
      let height = Int((share / shape).squareRoot().rounded(.toNearestOrEven))
      guard width > 0, width <= size.width, height > 0, height <= size.height else { continue }
      let y = random.next(below: size.height - height + 1)
      let x = random.next(below: size.width - width + 1)
      return PixelRegion(x: x, y: y, width: width, height: height)
    }
    return center(of: size)
  }

  private func center(of size: PixelSize) -> PixelRegion {
    let shape = Double(size.width) / Double(size.height)
    var (width, height) = (size.width, size.height)
    if shape < ratio.lowerBound {
      height = Int((Double(width) / ratio.lowerBound).rounded(.toNearestOrEven))
    } else if shape > ratio.upperBound {
      width = Int((Double(height) * ratio.upperBound).rounded(.toNearestOrEven))
    }
    // The side that shrinks could round to nothing, or beyond the image for extreme ratios.
    (width, height) = (min(max(width, 1), size.width), min(max(height, 1), size.height))
    return PixelRegion(
      x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
  }
}
