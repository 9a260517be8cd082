import TestSupport
import Testing
import Torch

@testable import TorchData

/// Image files of a data set with one channel.
struct GrayFilesTests {
  /// The luma of ITU-R BT.601 of each pixel, of a gray file the gray itself.
  @Test func readsColorsAsGray() throws {
    let (folder, fixture) = (try TorchDataTests.TemporaryFolder(), try ImageFixture())
    for name in ["rgb", "gray"] {
      let path = try folder.write(fixture.file(name), to: name)
      let pixels = try fixture.tensor("pixels/" + name)
      let files = ImageFiles(paths: [path], labels: [0], classNames: ["a"], channels: 1)
      let pipeline = ImagePipeline(
        normalization: Normalization(mean: [0], deviation: [1 / 255]), crop: .center(resize: 35),
        imageSize: 35, dtype: .float64)
      let loader = DataLoader(files, batchSize: 1, pipeline: pipeline, shuffle: false, workers: 0)
      let batch = try #require(try loader.batches(epoch: 0).next())
      #expect(batch.images.shape == [1, 1, 35, 35])
      let found = batch.images.array(of: Double.self)
      let (width, bytes) = (pixels.size(1), bytes(of: pixels))
      #expect(pixels.size(0) == 35 && width == 45)
      for row in 0..<35 {
        for column in 0..<35 {
          let place = 3 * (row * width + column + 5)
          let rgb = bytes[place..<place + 3].map(Double.init)
          let luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]
          #expect(abs(found[row * 35 + column] - luma) < 0.51, "\(name) \(row) \(column)")
        }
      }
    }
  }
}
