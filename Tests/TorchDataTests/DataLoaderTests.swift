import Testing
import Torch
import TorchData

/// What the batches of an epoch hold, and that nothing but seed and epoch decides on it.
@Suite struct DataLoaderTests {
  private func loader(
    _ count: Int = 50, batchSize: Int = 8, seed: UInt64 = 3, shuffle: Bool = true,
    dropLast: Bool = false, workers: Int = 0, prefetch: Int = 2,
    format: MemoryFormat = .channelsLast
  ) -> DataLoader {
    DataLoader(
      distinctImages(count), batchSize: batchSize,
      pipeline: ImagePipeline(
        normalization: Normalization(mean: [0.5], deviation: [0.25]), crop: .padded(2), flip: true),
      seed: seed, shuffle: shuffle, dropLast: dropLast, workers: workers, prefetch: prefetch,
      memoryFormat: format)
  }

  @Test(arguments: [1, 2, 3, 20], [1, 3]) func isTheSameForAnyWorkers(
    workers: Int, prefetch: Int
  ) throws {
    let expected = try loader().contents(epoch: 2)
    #expect(expected.count == 7)
    #expect(try loader(workers: workers, prefetch: prefetch).contents(epoch: 2) == expected)
  }

  @Test(arguments: [0, 1, 3]) func startsInTheMiddle(workers: Int) throws {
    let whole = try loader().contents(epoch: 1)
    for first in 0...whole.count {
      let tail = try loader(workers: workers).contents(epoch: 1, startingAt: first)
      #expect(tail == Array(whole[first...]))
    }
  }

  @Test func givesEachImageOnceWithItsLabel() throws {
    let contents = try loader().contents(epoch: 0)
    #expect(contents.flatMap(\.indices).sorted() == Array(0..<50))
    #expect(contents.map(\.indices.count) == [8, 8, 8, 8, 8, 8, 2])
    for batch in contents { #expect(batch.labels == batch.indices.map { $0 % 3 }) }
  }

  @Test func shufflesByEpochAndBySeed() throws {
    let orders = try [(3, 0), (3, 1), (4, 0), (4, 1)].map { seed, epoch in
      try loader(seed: seed).contents(epoch: epoch).flatMap(\.indices)
    }
    #expect(Set(orders).count == 4)
    #expect(orders[0] != Array(0..<50))
  }

  @Test func keepsTheOrderOfTheFileWithoutShuffling() throws {
    for epoch in 0..<2 {
      let contents = try loader(shuffle: false).contents(epoch: epoch)
      #expect(contents.flatMap(\.indices) == Array(0..<50))
    }
  }

  @Test func augmentsByEpochAndBySeed() throws {
    let epochs = try (0..<2).map { try loader(shuffle: false).contents(epoch: $0) }
    #expect(epochs[0] != epochs[1])
    #expect(try loader(seed: 4, shuffle: false).contents(epoch: 0) != epochs[0])
  }

  @Test func augmentsAnImageAlikeInAnyPlace() throws {
    let ordered = try loader(batchSize: 50, shuffle: false).contents(epoch: 0)[0]
    for batch in try loader(batchSize: 7).contents(epoch: 0) {
      for (place, index) in batch.indices.enumerated() {
        #expect(
          batch.images[place * 20..<(place + 1) * 20]
            == ordered.images[index * 20..<(index + 1) * 20])
      }
    }
  }

  @Test func dropsTheLastBatchOnRequest() throws {
    #expect(loader(dropLast: true).batchCount == 6)
    #expect(loader(dropLast: false).batchCount == 7)
    #expect(loader(48, dropLast: false).batchCount == 6)
    let contents = try loader(dropLast: true, workers: 2).contents(epoch: 0)
    #expect(contents.map(\.indices.count) == [8, 8, 8, 8, 8, 8])
  }

  @Test(arguments: [0, 2]) func hasNoBatchesForTooFewImages(workers: Int) throws {
    #expect(loader(7, dropLast: true, workers: workers).batchCount == 0)
    #expect(try loader(7, dropLast: true, workers: workers).contents(epoch: 0) == [])
    #expect(try loader(7, dropLast: false, workers: workers).contents(epoch: 0).count == 1)
    #expect(loader(0, workers: workers).batchCount == 0)
  }

  @Test func keepsImagesOfBothMemoryFormatsAlike() throws {
    #expect(try loader(format: .contiguous).contents(epoch: 0) == loader().contents(epoch: 0))
    let batch = try #require(try loader().batches(epoch: 0).next())
    #expect(batch.count == 8)
    #expect(batch.images.shape == [8, 1, 4, 5])
    #expect(batch.images.dtype == .float32)
    #expect(batch.labels.shape == [8])
    #expect(batch.labels.dtype == .int64)
  }

  @Test func trapsOnImpossibleSettings() async {
    await #expect(processExitsWith: .failure) { _ = DataLoaderTests().loader(batchSize: 0) }
    await #expect(processExitsWith: .failure) { _ = DataLoaderTests().loader(prefetch: 0) }
    await #expect(processExitsWith: .failure) { _ = DataLoaderTests().loader(workers: -1) }
    await #expect(processExitsWith: .failure) {
      _ = DataLoader(
        distinctImages(3), batchSize: 1,
        pipeline: ImagePipeline(normalization: PublishedDataset.cifar10.normalization))
    }
    await #expect(processExitsWith: .failure) {
      _ = DataLoaderTests().loader().batches(epoch: 0, startingAt: 8)
    }
  }
}
