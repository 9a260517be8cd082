import Foundation
import Testing
import Torch

@testable import TorchData

/// A folder of ten thousand small images: what is held is a matter of the prefetch depth alone.
@Suite struct ManyFilesTests {
  @Test func holdsNoMoreThanItsBatches() throws {
    let folder = try TorchDataTests.TemporaryFolder()
    let original = try folder.write(ImageFixture().file("png-1x1"), to: "original.png")
    let paths = (0..<10_000).map { "\(folder.path)/\($0).png" }
    for path in paths { #expect(link(original, path) == 0) }
    let files = ObservedFiles(
      ImageFiles(paths: paths, labels: paths.map { _ in 0 }, classNames: ["a"]))
    let loader = DataLoader(
      files, batchSize: 50,
      pipeline: ImagePipeline(
        normalization: .imageNet, crop: .randomResized(), imageSize: 2, flip: true),
      workers: 3, prefetch: 2)
    let handles = try openHandles(in: folder)
    let batches = loader.batches(epoch: 0)
    var seen = 0
    while let batch = try batches.next() {
      seen += batch.count
      // Whoever is slow finds no more than workers · prefetch batches ahead, however long it takes.
      #expect(files.reads <= seen + 3 * 2 * 50)
      if seen == 500 {
        #expect(eventually { files.reads == seen + 300 })
        Thread.sleep(forTimeInterval: 0.05)
        #expect(files.reads == seen + 300)
      }
      #expect(try openHandles(in: folder) <= handles + 4)
    }
    #expect(seen == 10_000)
    #expect(eventually { (try? openHandles(in: folder)) == handles })
  }

  /// The number of files in the folder that this process has open.
  private func openHandles(in folder: TorchDataTests.TemporaryFolder) throws -> Int {
    let name = URL(fileURLWithPath: folder.path).lastPathComponent
    let handles = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    return handles.count { handle in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/" + handle)
      return target?.contains(name) == true
    }
  }
}
