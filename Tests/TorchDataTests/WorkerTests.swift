import Foundation
import Testing

@testable import TorchData

/// The loader's threads: how far they go ahead, how they end, and what they do with errors.
@Suite struct WorkerTests {
  private func loader(
    _ images: SlowImages, batchSize: Int = 4, workers: Int, prefetch: Int = 2
  ) -> DataLoader {
    DataLoader(
      images, batchSize: batchSize,
      pipeline: ImagePipeline(normalization: Normalization(mean: [0], deviation: [1])),
      shuffle: false, workers: workers, prefetch: prefetch)
  }

  @Test func workOnThreadsOfTheirOwn() throws {
    let images = SlowImages(count: 64) { _ in 0.003 }
    _ = try loader(images, workers: 3).contents(epoch: 0)
    #expect(images.readers.count > 1 && images.readers.count <= 3)
    #expect(!images.readers.contains(currentThread()))

    let onCaller = SlowImages(count: 8)
    _ = try loader(onCaller, workers: 0).contents(epoch: 0)
    #expect(onCaller.readers == [currentThread()])
  }

  @Test func beginBeforeTheFirstBatchIsAskedForAndStopAtTheBound() throws {
    let images = SlowImages(count: 400)
    let batches = loader(images, workers: 2, prefetch: 3).batches(epoch: 0)
    #expect(eventually { images.readIndices.count == 24 })
    Thread.sleep(forTimeInterval: 0.05)
    #expect(images.readIndices.count == 24)
    _ = try batches.next()
    #expect(eventually { images.readIndices.count == 28 })
    #expect(images.readIndices.sorted() == Array(0..<28))
  }

  @Test(arguments: [1, 3]) func endWhenTheConsumerStopsEarly(workers: Int) throws {
    var images: SlowImages? = SlowImages(count: 400) { _ in 0.002 }
    weak let freed = images
    var batches = images.map { loader($0, workers: workers).batches(epoch: 0) }
    let first = try batches?.next()
    #expect(first?.indices == [0, 1, 2, 3])
    batches = nil
    // Whatever was under way has ended by now: nothing is read any more.
    let count = images?.readIndices.count
    Thread.sleep(forTimeInterval: 0.05)
    #expect(images?.readIndices.count == count)
    images = nil
    #expect(eventually { freed == nil }, "a worker still holds the data set")
  }

  @Test(arguments: [1, 3]) func endWithTheEpoch(workers: Int) throws {
    var images: SlowImages? = SlowImages(count: 40)
    weak let freed = images
    let batches = images.map { loader($0, workers: workers).batches(epoch: 0) }
    images = nil
    while try batches?.next() != nil {}
    #expect(try batches?.next() == nil)
    _ = consume batches
    #expect(eventually { freed == nil }, "a worker still holds the data set")
  }

  @Test(arguments: [0, 1, 3]) func throwInThePlaceOfTheBatch(workers: Int) throws {
    // Image 9 of batch 2 fails at once, long before batch 0 is there.
    let images = SlowImages(count: 40, failing: [9, 14]) { $0 < 4 ? 0.01 : 0 }
    let batches = loader(images, workers: workers).batches(epoch: 0)
    #expect(try batches.next()?.indices == [0, 1, 2, 3])
    #expect(try batches.next()?.indices == [4, 5, 6, 7])
    let error = #expect(throws: DataError.self) { try batches.next() }
    #expect(error == .unreadable(file: "image 9", reason: "it is bad"))
    #expect(try batches.next() == nil)
  }

  #if os(Linux)
    @Test func freeBatchesThatNobodyTook() throws {
      // A gibibyte of address space each: two hundred of them left behind would be seen.
      let before = try addressSpace()
      for _ in 0..<200 { _ = HeapBytes(count: 1 << 30) }
      #expect(try addressSpace() - before < 100 << 30)
    }

    /// The size of this process's address space in bytes.
    private func addressSpace() throws -> Int {
      let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        .split(separator: " ").first.flatMap { Int($0) }
      return try #require(pages) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  #endif
}
