import Foundation
import Testing
import Torch

@testable import TorchData

/// Which part of an image goes, and that it does.
@Suite struct RandomErasingTests {
  private func regions(
    _ erasing: RandomErasing, _ size: PixelSize, count: Int
  ) -> [PixelRegion?] {
    (0..<count).map { index in
      var random = ImageKey(seed: 7, epoch: 2, index: index).random(.erasing)
      return erasing.region(in: size, using: &random)
    }
  }

  @Test func keepsItsPartsForEver() {
    // By a few lines of Python from the same definition.
    let numbers: [(Int, Int, Int, Int)?] = [
      (7, 3, 11, 13), nil, nil, nil, (23, 17, 6, 4), (6, 1, 25, 10),
    ]
    let expected = numbers.map { numbers in
      numbers.map { PixelRegion(x: $0, y: $1, width: $2, height: $3) }
    }
    let size = PixelSize(width: 32, height: 24)
    #expect(regions(RandomErasing(probability: 0.5), size, count: 6) == expected)
  }

  @Test func drawsAreaAndShape() {
    let size = PixelSize(width: 1000, height: 1000)
    let parts = regions(RandomErasing(probability: 0.25), size, count: 8_000).compactMap(\.self)
    // Five deviations, √(8,000·¼·¾), of the binomial count.
    #expect(abs(parts.count - 2_000) < 194)
    let shares = parts.map { Double($0.width * $0.height) / 1e6 }
    #expect(shares.allSatisfy { $0 > 0.019 && $0 < 0.331 })
    // Uniform numbers: the deviation of the mean is the range over √(12·2,000).
    let mean = shares.reduce(0, +) / Double(parts.count)
    #expect(abs(mean - 0.175) < 5 * 0.31 / 154)
    let shapes = parts.map { log(Double($0.height) / Double($0.width)) }
    let (low, high) = (log(0.3), log(3.3))
    #expect(shapes.allSatisfy { $0 > low - 0.02 && $0 < high + 0.02 })
    let middle = shapes.reduce(0, +) / Double(parts.count)
    #expect(abs(middle - (low + high) / 2) < 5 * (high - low) / 154)
    #expect(parts.allSatisfy { $0.x + $0.width <= 1000 && $0.y + $0.height <= 1000 })
    #expect(regions(RandomErasing(probability: 0), size, count: 100).allSatisfy { $0 == nil })
  }

  @Test(arguments: [MemoryFormat.contiguous, .channelsLast], [true, false])
  func writesTheMean(format: MemoryFormat, flips: Bool) throws {
    let shape = ImageShape(channels: 3, height: 12, width: 10)
    let images = InMemoryImages(
      pixels: (0..<40 * shape.valueCount).map { UInt8($0 % 199 + 50) },
      labels: [Int](repeating: 0, count: 40), imageShape: shape, classCount: 1)
    let erasing = RandomErasing(probability: 0.6)
    let contents = try [nil, erasing].map { (erasing: RandomErasing?) in
      let pipeline = ImagePipeline(
        normalization: Normalization(mean: [0.1, 0.1, 0.1], deviation: [1, 1, 1]), flip: flips,
        randomErasing: erasing)
      return try DataLoader(
        images, batchSize: 40, pipeline: pipeline, seed: 4, shuffle: false, workers: 0,
        memoryFormat: format
      ).contents(epoch: 1)[0].images
    }
    let size = PixelSize(width: 10, height: 12)
    for index in 0..<40 {
      var random = ImageKey(seed: 4, epoch: 1, index: index).random(.erasing)
      let region = erasing.region(in: size, using: &random)
      for place in 0..<shape.valueCount {
        let (x, y) = (place % 10, place / 10 % 12)
        let isErased =
          region.map {
            ($0.x..<$0.x + $0.width).contains(x) && ($0.y..<$0.y + $0.height).contains(y)
          } ?? false
        let plain = contents[0][index * shape.valueCount + place]
        #expect(contents[1][index * shape.valueCount + place] == (isErased ? 0 : plain))
      }
    }
  }
}
