import TestSupport
import Testing
import Torch

@testable import TorchData

/// Of an image that would become a giant, the window alone: the same pixels.
@Suite struct WindowResizingTests {
  private func noise(_ height: Int, _ width: Int, seed: UInt64) -> Tensor {
    var random = SeededRandom(seed)
    return Tensor(
      (0..<3 * height * width).map { _ in UInt8(truncatingIfNeeded: random.next()) },
      shape: [3, height, width])
  }

  @Test(
    arguments: [
      (2, 40, 512, 24), (40, 2, 512, 24), (5, 91, 600, 37), (3, 400, 300, 300), (1, 101, 211, 200),
    ])
  func isThatOfTheWholeImage(_ height: Int, _ width: Int, _ resize: Int, _ side: Int) throws {
    let image = noise(height, width, seed: UInt64(width))
    let size = PixelSize(width: width, height: height).withShorterSide(resize)
    let corner = CenterWindow(of: size, target: PixelSize(width: side, height: side))
    let whole = withoutGrad {
      image.unflattened(0, into: [1, 3]).contiguous(.channelsLast)
        .resized(to: [size.height, size.width]).select(0, 0)
        .narrowed(1, from: corner.top, count: side).narrowed(2, from: corner.left, count: side)
        .permuted([1, 2, 0]).contiguous()
    }
    let pipeline = ImagePipeline(
      normalization: plainNormalization, crop: .center(resize: resize))
    let found = try withStored(image) {
      try prepared($0, pipeline, target: PixelSize(width: side, height: side))
    }
    #expect(found.pixels == Pixels(whole))
    #expect(found.window == CenterWindow(top: 0, left: 0))
  }

  /// Resized as a whole it would have 39 billion bytes.
  @Test func takesNoMoreThanTheImageAndTheWindow() throws {
    let pipeline = ImagePipeline(normalization: plainNormalization, crop: .center(resize: 256))
    let found = try withStored(noise(200_000, 1, seed: 1)) {
      try prepared($0, pipeline, target: PixelSize(width: 224, height: 224))
    }
    #expect(found.pixels?.size == PixelSize(width: 224, height: 224))
    // One column, so that all columns are the same.
    let pixels = try #require(found.pixels?.bytes)
    #expect((0..<224).allSatisfy { pixels[672 * $0] == pixels[672 * $0 + 669] })
    #expect(Set(pixels).count > 2)
  }

  /// Where the window is larger than the image, its border is outside.
  @Test func theWindowMayBeLarger() throws {
    let pipeline = ImagePipeline(normalization: plainNormalization, crop: .center(resize: 64))
    let found = try withStored(noise(1, 2000, seed: 1)) {
      try prepared($0, pipeline, target: PixelSize(width: 100, height: 100))
    }
    #expect(found.pixels?.size == PixelSize(width: 100, height: 64))
    #expect(found.window == CenterWindow(top: -18, left: 0))
  }
}
