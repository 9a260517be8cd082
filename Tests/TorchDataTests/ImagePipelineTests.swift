import Foundation
import Testing
import Torch
import TorchData

/// Crop, flip and normalization against a slow and obvious version of them.
@Suite struct ImagePipelineTests {
  /// Mean and deviation of three channels.
  let normalization = Normalization(mean: [0.5, 0.25, 0.1], deviation: [0.2, 0.3, 0.7])

  /// The bytes `[C, H, W]` of an image, cut from its padded self at (`top`, `left`), then mirrored.
  private func reference(
    _ pixels: [UInt8], _ shape: ImageShape, padding: Int, top: Int, left: Int, flipped: Bool
  ) -> [UInt8] {
    var padded: [[[UInt8]]] = Array(
      repeating: Array(
        repeating: [UInt8](repeating: 0, count: shape.width + 2 * padding),
        count: shape.height + 2 * padding), count: shape.channels)
    for c in 0..<shape.channels {
      for y in 0..<shape.height {
        for x in 0..<shape.width {
          padded[c][y + padding][x + padding] = pixels[(c * shape.height + y) * shape.width + x]
        }
      }
    }
    return padded.flatMap { plane in
      plane[top..<top + shape.height].flatMap { row in
        let cut = Array(row[left..<left + shape.width])
        return flipped ? cut.reversed() : cut
      }
    }
  }

  private func normalized(_ bytes: [UInt8], _ shape: ImageShape) -> [Double] {
    bytes.enumerated().map { place, byte in
      let channel = place / (shape.height * shape.width)
      return (Double(byte) / 255 - normalization.mean[channel]) / normalization.deviation[channel]
    }
  }

  @Test(arguments: [MemoryFormat.contiguous, .channelsLast], [DType.float32, .float64])
  func normalizesEveryByteExactly(format: MemoryFormat, dtype: DType) throws {
    let shape = ImageShape(channels: 3, height: 16, width: 16)
    let bytes = (0..<768).map { (place: Int) -> UInt8 in
      let (channel, value) = (place / 256, place % 256)
      return UInt8((channel * 85 + value) % 256)
    }
    let images = InMemoryImages(pixels: bytes, labels: [0], imageShape: shape, classCount: 1)
    let loader = DataLoader(
      images, batchSize: 1, pipeline: ImagePipeline(normalization: normalization, dtype: dtype),
      workers: 0, memoryFormat: format)
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(batch.images.dtype == dtype)
    #expect(batch.images.shape == [1, 3, 16, 16])
    #expect(batch.images.isContiguous(format))
    let expected = normalized(bytes, shape).map { dtype == .float64 ? $0 : Double(Float($0)) }
    #expect(batch.images.array(of: Double.self) == expected)
  }

  @Test(
    arguments: [MemoryFormat.contiguous, .channelsLast],
    [(2, true), (2, false), (0, true), (6, true)])
  func cropsAndFlipsAsTheReference(format: MemoryFormat, augmentation: (Int, Bool)) throws {
    let (padding, flips) = augmentation
    let shape = ImageShape(channels: 3, height: 4, width: 5)
    let pixels = (0..<shape.valueCount).map { UInt8(255 - 4 * $0) }
    let images = InMemoryImages(
      pixels: Array(repeating: pixels, count: 2_000).flatMap(\.self),
      labels: [Int](repeating: 0, count: 2_000), imageShape: shape, classCount: 1)
    let loader = DataLoader(
      images, batchSize: 2_000,
      pipeline: ImagePipeline(
        normalization: normalization, crop: .padded(padding), flip: flips, dtype: .float64),
      shuffle: false, workers: 0, memoryFormat: format)

    // Everything that may come, and how often it should.
    var counts: [[Double]: Int] = [:]
    var chances: [[Double]: Double] = [:]
    let places = 0...2 * padding
    let cases = Double(places.count * places.count * (flips ? 2 : 1))
    for top in places {
      for left in places {
        for flipped in flips ? [false, true] : [false] {
          let bytes = reference(
            pixels, shape, padding: padding, top: top, left: left, flipped: flipped)
          chances[normalized(bytes, shape), default: 0] += 1 / cases
        }
      }
    }
    let contents = try loader.contents(epoch: 0)[0]
    for index in 0..<2_000 {
      let start = index * shape.valueCount
      counts[Array(contents.images[start..<start + shape.valueCount]), default: 0] += 1
    }
    for (image, count) in counts {
      let expected = 2_000 * (chances[image] ?? 0)
      // No image that the reference does not know, and each as often as it should, within six deviations.
      #expect(expected > 0 && abs(Double(count) - expected) < 6 * expected.squareRoot())
    }
    #expect(counts.count == chances.count || padding == 6)
  }

  @Test func keepsItsCropsForEver() throws {
    // Row, column and flip of six images for seed 7 and epoch 3, by a few lines of Python.
    let expected: [(Int, Int, Bool)] = [
      (-4, -4, true), (3, 1, true), (3, 3, true), (2, 4, false), (0, 1, true), (-2, -2, false),
    ]
    let shape = ImageShape(channels: 1, height: 12, width: 12)
    let pixels = (1...144).map { UInt8($0) }
    let images = InMemoryImages(
      pixels: Array(repeating: pixels, count: 6).flatMap(\.self),
      labels: [Int](repeating: 0, count: 6), imageShape: shape, classCount: 1)
    let loader = DataLoader(
      images, batchSize: 6,
      pipeline: ImagePipeline(
        normalization: Normalization(mean: [0], deviation: [1]), crop: .padded(4), flip: true,
        dtype: .float64), seed: 7, shuffle: false, workers: 0)
    let found = try loader.contents(epoch: 3)[0].images
    for (index, (row, column, flipped)) in expected.enumerated() {
      let bytes = reference(
        pixels, shape, padding: 4, top: 4 + row, left: 4 + column, flipped: flipped)
      #expect(Array(found[index * 144..<(index + 1) * 144]) == bytes.map { Double($0) / 255 })
    }
  }

  @Test func evaluatesWithoutAugmentation() throws {
    let images = distinctImages(20)
    let pipeline = ImagePipeline(
      normalization: Normalization(mean: [0.5], deviation: [0.5]), crop: .padded(2), flip: true)
    let plain = DataLoader(
      images, batchSize: 20, pipeline: pipeline.withoutAugmentation, shuffle: false, workers: 0)
    let expected = images.pixels.map { byte -> Double in
      let value = (Double(byte) / 255 - 0.5) / 0.5
      return Double(Float(value))
    }
    for epoch in 0..<2 { #expect(try plain.contents(epoch: epoch)[0].images == expected) }
  }

  @Test func trapsOnImpossibleSettings() async {
    await #expect(processExitsWith: .failure) {
      _ = Normalization(mean: [0.5], deviation: [0])
    }
    await #expect(processExitsWith: .failure) {
      _ = Normalization(mean: [0.5, 0.5], deviation: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = ImagePipeline(normalization: PublishedDataset.mnist.normalization, dtype: .uint8)
    }
    await #expect(processExitsWith: .failure) {
      _ = ImagePipeline(normalization: PublishedDataset.mnist.normalization, crop: .padded(-1))
    }
  }
}
