import TestSupport
import Testing
import Torch

@testable import TorchData

/// Sizes, resized pixels and centers against torchvision.
@Suite struct ResizingTests {
  /// The pixels `[H, W, 3]` of a fixture `[3, H, W]`.
  private func expected(_ fixture: ImageFixture, _ name: String) throws -> Pixels {
    Pixels(try fixture.tensor(name).permuted([1, 2, 0]).contiguous())
  }

  @Test(arguments: ["13", "32", "47", "90", "tall"]) func resizesTheShorterSide(name: String) throws
  {
    let fixture = try ImageFixture()
    let image = try fixture.tensor("image")
    let isTall = name == "tall"
    let pipeline = ImagePipeline(
      normalization: plainNormalization, crop: .center(resize: Int(name) ?? 20))
    let expected = try expected(fixture, "resized/" + name)
    let found = try withStored(isTall ? image.transposed(1, 2) : image) {
      try prepared($0, pipeline, target: expected.size)
    }
    #expect(found.window == CenterWindow(top: 0, left: 0))
    #expect(levels(found.pixels, expected) <= 1)
  }

  @Test(arguments: 0..<4) func resizesAPart(number: Int) throws {
    let fixture = try ImageFixture()
    let region = try fixture.tensor("cropped/\(number)/region").array(of: Int.self)
    let part = try fixture.tensor("image").narrowed(1, from: region[0], count: region[2])
      .narrowed(2, from: region[1], count: region[3])
    let ratio = Double(region[3]) / Double(region[2])
    let crop = RandomResizedCrop(scale: 1...1, ratio: ratio...ratio)
    let pipeline = ImagePipeline(normalization: plainNormalization, crop: .randomResized(crop))
    let found = try withStored(part) {
      try prepared($0, pipeline, target: PixelSize(width: 24, height: 24))
    }
    #expect(levels(found.pixels, try expected(fixture, "cropped/\(number)")) <= 1)
  }

  @Test(arguments: [24, 25, 52, 64]) func cutsOutTheCenter(size: Int) throws {
    let fixture = try ImageFixture()
    let image = try fixture.tensor("image")
    let images = InMemoryImages(
      pixels: bytes(of: image), labels: [0],
      imageShape: ImageShape(channels: 3, height: 47, width: 61), classCount: 1)
    let loader = DataLoader(
      images, batchSize: 1,
      pipeline: ImagePipeline(
        normalization: plainNormalization, crop: .center(resize: 47), imageSize: size,
        dtype: .float64),
      workers: 0)
    let batch = try #require(try loader.batches(epoch: 0).next())
    let expected = try fixture.tensor("center/\(size)").array(of: Double.self).map { $0 / 255 }
    #expect(batch.images.array(of: Double.self) == expected)
  }

  @Test func evaluatesAsTorchvision() throws {
    let fixture = try ImageFixture()
    let folder = try TorchDataTests.TemporaryFolder()
    let path = try folder.write(fixture.file("baseline-420"), to: "photo.jpg")
    let training = ImagePipeline(
      normalization: .imageNet, crop: .randomResized(), imageSize: 32, flip: true,
      colorJitter: ColorJitter(brightness: 1), randomErasing: RandomErasing(probability: 1),
      mixup: 1)
    let loader = DataLoader(
      ImageFiles(paths: [path], labels: [0], classNames: ["a"]), batchSize: 1,
      pipeline: training.evaluating(resize: 36), workers: 1, memoryFormat: .contiguous)
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(batch.mixing == nil)
    let difference = batch.images[0] - (try fixture.tensor("evaluated"))
    // One level of the channel with the smallest deviation.
    #expect(difference.abs().max().item < 1.01 / 255 / 0.224)
    // Eight sevenths of 32 are 37.
    #expect(training.withoutAugmentation.crop == .center())
    let size = PixelSize(width: 45, height: 35)
    let target = PixelSize(width: 32, height: 32)
    #expect(size.resized(shorterSide: nil, target: target) == PixelSize(width: 47, height: 37))
    #expect(target.resized(shorterSide: nil, target: target) == target)
  }
}
