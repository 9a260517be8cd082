import Foundation
import Testing

@testable import TorchData

/// Which part a random resized crop takes.
@Suite struct RandomResizedCropTests {
  private func regions(
    _ crop: RandomResizedCrop, _ size: PixelSize, count: Int, seed: UInt64 = 7, epoch: Int = 2
  ) -> [PixelRegion] {
    (0..<count).map { index in
      var random = ImageKey(seed: seed, epoch: epoch, index: index).random(.resizedCrop)
      return crop.region(in: size, using: &random)
    }
  }

  @Test func keepsItsPartsForEver() {
    // By a few lines of Python from the same definition.
    let expected = [
      (37, 4, 430, 370), (56, 106, 293, 228), (83, 9, 252, 334), (247, 71, 242, 299),
      (308, 121, 180, 199), (56, 23, 442, 342),
    ].map { PixelRegion(x: $0, y: $1, width: $2, height: $3) }
    #expect(regions(RandomResizedCrop(), PixelSize(width: 500, height: 375), count: 6) == expected)
  }

  @Test func drawsAreaShapeAndPlace() {
    let size = PixelSize(width: 1000, height: 1000)
    let parts = regions(RandomResizedCrop(scale: 0.1...0.5), size, count: 4_000)
    let shares = parts.map { Double($0.width * $0.height) / 1e6 }
    let shapes = parts.map { log(Double($0.width) / Double($0.height)) }
    let widest = log(4.0 / 3)
    #expect(shares.allSatisfy { $0 > 0.099 && $0 < 0.501 })
    #expect(shapes.allSatisfy { abs($0) < widest + 0.01 })
    // Uniform: means 0.3 and 0, deviations a range over √12; five deviations of the mean, √(12·4,000).
    let bound = 5.0 / 219
    let (share, shape) = (shares.reduce(0, +) / 4_000, shapes.reduce(0, +) / 4_000)
    #expect(abs(share - 0.3) < 0.4 * bound)
    #expect(abs(shape) < 2 * widest * bound)
    let places = parts.map { (Double($0.x) + 0.5) / Double(1001 - $0.width) }
    let heights = parts.map { (Double($0.y) + 0.5) / Double(1001 - $0.height) }
    for place in [places, heights] {
      #expect(place.allSatisfy { $0 > 0 && $0 < 1 })
      let mean = place.reduce(0, +) / 4_000
      #expect(abs(mean - 0.5) < bound)
    }
  }

  @Test func takesTheCenterWhereNothingFits() {
    let crop = RandomResizedCrop(scale: 1...1)
    // As wide as high would be too high; 3:4 and 4:3 are the ratios nearest to those of the images.
    #expect(
      regions(crop, PixelSize(width: 30, height: 200), count: 1)
        == [PixelRegion(x: 0, y: 80, width: 30, height: 40)])
    #expect(
      regions(crop, PixelSize(width: 201, height: 30), count: 1)
        == [PixelRegion(x: 80, y: 0, width: 40, height: 30)])
    let inside = RandomResizedCrop(scale: 1...1, ratio: 0.5...1)
    let half = regions(inside, PixelSize(width: 7, height: 10), count: 50)
    #expect(half.contains(PixelRegion(x: 0, y: 0, width: 7, height: 10)))
    for side in 1...3 {
      for other in [1, 2, 500] {
        let size = PixelSize(width: side, height: other)
        for part in regions(RandomResizedCrop(), size, count: 50) {
          #expect(part.width >= 1 && part.x >= 0 && part.x + part.width <= size.width)
          #expect(part.height >= 1 && part.y >= 0 && part.y + part.height <= size.height)
        }
      }
    }
  }
}
