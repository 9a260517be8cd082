import TestSupport
import Testing
import Torch

@testable import TorchData

/// Changed colors against torchvision, and which changes are drawn.
@Suite struct ColorJitterTests {
  private func changed(_ image: Tensor, _ change: ColorJitter.Change) -> [UInt8] {
    let buffer = PixelBuffer()
    buffer.reshape(
      PixelSize(width: image.size(2), height: image.size(1)), channels: image.size(0))
    buffer.bytes.copyBytes(from: bytes(of: image.permuted([1, 2, 0])))
    change.apply(to: buffer.view)
    return Array(buffer.bytes)
  }

  private func expectNear(_ found: [UInt8], _ expected: Tensor) {
    let bytes = bytes(of: expected.permuted([1, 2, 0]))
    let difference = zip(found, bytes).map { abs(Int($0) - Int($1)) }.max()
    #expect(found.count == bytes.count && difference ?? 255 <= 1)
  }

  @Test func changesColorsAsTorchvision() throws {
    let fixture = try ImageFixture()
    let image = try fixture.tensor("colors/image")
    let cases: [(String, (Double) -> ColorJitter.Change, [Double])] = [
      ("brightness", ColorJitter.Change.brightness, [0.4, 1.7]),
      ("contrast", ColorJitter.Change.contrast, [0.3, 1.8]),
      ("saturation", ColorJitter.Change.saturation, [0, 0.5, 2]),
      ("hue", ColorJitter.Change.hue, [-0.3, 0.1, 0.5]),
    ]
    for (name, change, factors) in cases {
      for factor in factors {
        expectNear(
          changed(image, change(factor)), try fixture.tensor("colors/\(name)/\(factor)"))
      }
    }
  }

  @Test func changesGrayImages() throws {
    let fixture = try ImageFixture()
    let gray = try fixture.tensor("colors/gray")
    expectNear(changed(gray, .brightness(1.4)), try fixture.tensor("colors/gray/brightness"))
    expectNear(changed(gray, .contrast(1.4)), try fixture.tensor("colors/gray/contrast"))
    #expect(changed(gray, .saturation(2)) == bytes(of: gray))
    #expect(changed(gray, .hue(0.3)) == bytes(of: gray))
  }

  private func draws(_ jitter: ColorJitter, count: Int) -> [[ColorJitter.Change]] {
    (0..<count).map { index in
      var random = ImageKey(seed: 3, epoch: 1, index: index).random(.colorJitter)
      return jitter.changes(using: &random)
    }
  }

  @Test func drawsFactorsAndOrder() {
    let draws = draws(
      ColorJitter(brightness: 0.4, contrast: 2, saturation: 0.1, hue: 0.25), count: 2_400)
    var orders: [[Int]: Int] = [:]
    var sums = [0.0, 0, 0, 0]
    for draw in draws {
      let order = draw.map { change in
        switch change {
        case .brightness(let factor):
          sums[0] += factor
          #expect((0.6...1.4).contains(factor))
          return 0
        case .contrast(let factor):
          sums[1] += factor
          #expect((0...3).contains(factor))
          return 1
        case .saturation(let factor):
          sums[2] += factor
          #expect((0.9...1.1).contains(factor))
          return 2
        case .hue(let factor):
          sums[3] += factor
          #expect((-0.25...0.25).contains(factor))
          return 3
        }
      }
      orders[order, default: 0] += 1
    }
    #expect(orders.count == 24 && orders.values.allSatisfy { (50...150).contains($0) })
    // Means of uniform numbers, within five deviations: the range over √(12·2,400).
    for (sum, (mean, width)) in zip(sums, [(1.0, 0.8), (1.5, 3.0), (1.0, 0.2), (0.0, 0.5)]) {
      let difference = sum / 2_400 - mean
      #expect(abs(difference) < 5 * width / 169)
    }
  }

  @Test func leavesOthersAsTheyAre() {
    let both = draws(ColorJitter(brightness: 0.4, contrast: 0.4), count: 50)
    let one = draws(ColorJitter(contrast: 0.4), count: 50)
    for (both, one) in zip(both, one) {
      #expect(one.count == 1 && both.count == 2 && one.allSatisfy(both.contains))
    }
    #expect(draws(ColorJitter(), count: 3) == [[], [], []])
  }

  @Test func changesTheWindowThatIsSeen() throws {
    // The mean of the contrast is that of the window, black border included, as where torchvision crops
    // before it changes colors.
    let shape = ImageShape(channels: 1, height: 4, width: 4)
    let images = InMemoryImages(
      pixels: [UInt8](repeating: 200, count: 16), labels: [0], imageShape: shape, classCount: 1)
    let pipeline = ImagePipeline(
      normalization: Normalization(mean: [0], deviation: [1]), crop: .padded(4),
      colorJitter: ColorJitter(contrast: 0.5), dtype: .float64)
    var borders = 0
    for epoch in 0..<40 {
      let loader = DataLoader(images, batchSize: 1, pipeline: pipeline, seed: 2, workers: 0)
      let found = try loader.contents(epoch: epoch)[0].images.map { Int(($0 * 255).rounded()) }
      let shift = pipeline.cropAndFlip(seed: 2, epoch: epoch, index: 0)
      var random = ImageKey(seed: 2, epoch: epoch, index: 0).random(.colorJitter)
      guard case .contrast(let factor)? = ColorJitter(contrast: 0.5).changes(using: &random).first
      else { continue }
      let seen = (4 - abs(shift.rowOffset)) * (4 - abs(shift.columnOffset))
      let mean = Double(200 * seen) / 16
      let bright = Int(max(0, min(255, factor * 200 + (1 - factor) * mean)))
      let dark = Int(max(0, min(255, (1 - factor) * mean)))
      #expect(found.count { abs($0 - bright) <= 1 } >= seen)
      #expect(found.count { abs($0 - dark) <= 1 } >= 16 - seen)
      borders += seen < 16 ? 1 : 0
    }
    #expect(borders > 20)
  }
}
