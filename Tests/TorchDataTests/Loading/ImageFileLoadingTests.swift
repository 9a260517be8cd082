import Foundation
import Synchronization
import TestSupport
import Testing
import Torch

@testable import TorchData

/// Batches of images that lie in files.
@Suite struct ImageFileLoadingTests {
  private let folder: TorchDataTests.TemporaryFolder
  private let fixture: ImageFixture

  init() throws {
    folder = try TorchDataTests.TemporaryFolder()
    fixture = try ImageFixture()
  }

  /// `count` files, alternately of the names.
  private func files(
    _ count: Int, _ names: [String] = ["baseline-420", "png-rgb8", "progressive-422", "gray"]
  ) throws -> ImageFiles {
    let paths = try (0..<count).map { index in
      try folder.write(fixture.file(names[index % names.count]), to: "\(index)")
    }
    return ImageFiles(
      paths: paths, labels: paths.indices.map { $0 % 2 }, classNames: ["a", "b"])
  }

  private func loader(
    _ dataset: some ImageDataset, _ crop: Crop = .randomResized(), batchSize: Int = 4,
    workers: Int = 0, skipsCorrupt: Bool = false, everything: Bool = false
  ) -> DataLoader {
    let pipeline = ImagePipeline(
      normalization: .imageNet, crop: crop, imageSize: 16, flip: true,
      colorJitter: everything ? ColorJitter(brightness: 0.4, contrast: 0.4, hue: 0.1) : nil,
      randomErasing: everything ? RandomErasing(probability: 0.5) : nil,
      cutmix: everything ? 1 : nil)
    return DataLoader(
      dataset, batchSize: batchSize, pipeline: pipeline, seed: 5, dropLast: false, workers: workers,
      skipsCorrupt: skipsCorrupt)
  }

  @Test func isTheSameForAnyWorkers() throws {
    let files = try files(22)
    let alone = try loader(files, everything: true).contents(epoch: 1)
    #expect(alone.count == 6 && alone[0].images.count == 4 * 3 * 16 * 16)
    for workers in [1, 3] {
      let found = try loader(files, workers: workers, everything: true).contents(epoch: 1)
      #expect(found == alone)
    }
    #expect(try loader(files, everything: true).contents(epoch: 2) != alone)
  }

  @Test func isTheSameAsOfDecodedImages() throws {
    let files = try files(8, ["progressive-420", "baseline-420"])
    let shape = ImageShape(channels: 3, height: 35, width: 45)
    let planes = try (0..<8).flatMap { index in
      let name = ["progressive-420", "baseline-420"][index % 2]
      return bytes(of: try fixture.tensor("pixels/" + name).permuted([2, 0, 1]))
    }
    let images = InMemoryImages(
      pixels: planes, labels: files.labels, imageShape: shape, classCount: 2)
    for crop in [Crop.randomResized(), .center(), .center(resize: 20)] {
      let decoded = try loader(images, crop).contents(epoch: 3)
      #expect(try loader(files, crop).contents(epoch: 3) == decoded)
    }
  }

  @Test func cropsGrayImagesToASquare() throws {
    let images = distinctImages(6, shape: ImageShape(channels: 1, height: 9, width: 21))
    let pipeline = ImagePipeline(
      normalization: Normalization(mean: [0], deviation: [1]),
      crop: .randomResized(RandomResizedCrop(scale: 0.2...0.5)), imageSize: 12)
    let batch = try DataLoader(images, batchSize: 6, pipeline: pipeline).batches(epoch: 0).next()
    #expect(batch?.images.shape == [6, 1, 12, 12])
    // Without a size of its own, the batch has that of the data set.
    let own = ImagePipeline(
      normalization: pipeline.normalization, crop: .randomResized(), flip: true)
    let same = try DataLoader(images, batchSize: 6, pipeline: own).batches(epoch: 0).next()
    #expect(same?.images.shape == [6, 1, 9, 21])
  }

  @Test func mirrorsHalfOfTheImages() throws {
    let files = try files(40, ["baseline-420"])
    let pipeline = { (flip: Bool) in
      ImagePipeline(normalization: .imageNet, crop: .center(), imageSize: 16, flip: flip)
    }
    let images = try [true, false].map { flip in
      try DataLoader(files, batchSize: 40, pipeline: pipeline(flip), shuffle: false, workers: 0)
        .contents(epoch: 0)[0].images
    }
    var flipped = 0
    for index in 0..<40 {
      let (found, plain) = (images[0].rows(of: index), images[1].rows(of: index))
      let mirrored = plain.map { Array($0.reversed()) }
      #expect(found == plain || found == mirrored)
      flipped += found == mirrored ? 1 : 0
    }
    #expect((8...32).contains(flipped))
  }

  @Test(arguments: [0, 2]) func stopsAtACorruptFile(workers: Int) throws {
    let files = try files(8)
    let broken = files.paths[6]
    try folder.write(Array(fixture.file("baseline-420").dropLast(40)), to: "6")
    let pipeline = ImagePipeline(normalization: .imageNet, crop: .center(), imageSize: 16)
    let batches = DataLoader(
      files, batchSize: 4, pipeline: pipeline, shuffle: false, workers: workers
    ).batches(epoch: 0)
    #expect(try batches.next()?.indices == [0, 1, 2, 3])
    let error = #expect(throws: DataError.self) { try batches.next() }
    guard case .corruptImage(broken, _)? = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [0, 2]) func skipsAndCountsCorruptFiles(workers: Int) throws {
    let files = try files(12)
    try folder.write([], to: "9")
    try folder.write(Array(fixture.file("baseline-420").dropLast(40)), to: "2")
    let loader = loader(files, workers: workers, skipsCorrupt: true, everything: true)
    for epoch in 0..<2 {
      let batches = loader.batches(epoch: epoch)
      var indices: [Int] = []
      while let batch = try batches.next() {
        #expect(batch.images.size(0) == batch.count && batch.labels.count == batch.count)
        #expect(batch.mixing?.partnerLabels.count == batch.count)
        #expect(batch.labels.array(of: Int.self) == batch.indices.map { $0 % 2 })
        indices += batch.indices
      }
      #expect(indices.sorted() == [0, 1, 3, 4, 5, 6, 7, 8, 10, 11])
    }
    #expect(loader.skipped.count == 2)
    guard case .corruptImage? = loader.skipped.first else {
      Issue.record("found \(loader.skipped)")
      return
    }
    #expect(loader.skipped.last == .notAnImage(file: files.paths[9], found: "an empty file"))
  }

  @Test func refusesABatchOfWhichNothingIsLeft() throws {
    let files = try files(4)
    for name in 0..<4 { try folder.write([], to: "\(name)") }
    let error = #expect(throws: DataError.self) {
      try loader(files, skipsCorrupt: true).contents(epoch: 0)
    }
    guard case .noImageLeft(batch: 0, count: 4, _)? = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
  }

  @Test func refusesMissingFilesAlways() throws {
    let files = ImageFiles(paths: ["/nowhere/1"], labels: [0], classNames: ["a"])
    let error = #expect(throws: DataError.self) {
      try loader(files, batchSize: 1, skipsCorrupt: true).contents(epoch: 0)
    }
    #expect(error == .unreadable(file: "/nowhere/1", reason: "No such file or directory"))
  }

  /// In a process of its own: other tests change how many threads compute in this one.
  @Test func computesOnOneThreadEach() async {
    await #expect(processExitsWith: .success) {
      Runtime.threads = 3
      let suite = try ImageFileLoadingTests()
      let files = ObservedFiles(try suite.files(12))
      _ = try suite.loader(files, workers: 2).contents(epoch: 0)
      precondition(files.threads == [1] && Runtime.threads == 3)
      // Nor do threads that begin later know about it.
      let later = Mutex(0)
      Thread { later.withLock { $0 = Runtime.threads } }.start()
      precondition(eventually { later.withLock { $0 } == 3 })
    }
  }

  @Test func trapsOnImpossibleSettings() async {
    let files = ImageFiles(paths: ["a"], labels: [0], classNames: ["a"])
    let padded = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let files = ImageFiles(paths: ["a"], labels: [0], classNames: ["a"])
      _ = DataLoader(files, batchSize: 1, pipeline: ImagePipeline(normalization: .imageNet))
    }
    let first = text(padded?.standardErrorContent)
    #expect(first.contains("a padded crop needs images of one size"))
    let sizeless = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let files = ImageFiles(paths: ["a"], labels: [0], classNames: ["a"])
      _ = DataLoader(
        files, batchSize: 1,
        pipeline: ImagePipeline(normalization: .imageNet, crop: .randomResized()))
    }
    let second = text(sizeless?.standardErrorContent)
    #expect(second.contains("give imageSize"))
    #expect(files.commonShape == nil)
    await #expect(processExitsWith: .failure) {
      _ = ImagePipeline(normalization: .imageNet, mixup: 0)
    }
    await #expect(processExitsWith: .failure) { _ = ColorJitter(hue: 0.6) }
    await #expect(processExitsWith: .failure) { _ = RandomErasing(probability: 1.1) }
    await #expect(processExitsWith: .failure) { _ = RandomResizedCrop(scale: 0...1) }
  }
}

extension [Double] {
  /// The rows of all channels of image `index`, 16 × 16.
  fileprivate func rows(of index: Int) -> [[Double]] {
    (0..<48).map { row in
      let start = index * 768 + row * 16
      return Array(self[start..<start + 16])
    }
  }
}

/// Files that note how many threads the one has that asks for them, and how many were asked for.
final class ObservedFiles: ImageDataset {
  private let files: ImageFiles
  private let seen = Mutex<(threads: Set<Int>, reads: Int)>(([], 0))

  init(_ files: ImageFiles) { self.files = files }

  var labels: [Int] { files.labels }
  var classCount: Int { files.classCount }
  var channels: Int { files.channels }
  var commonShape: ImageShape? { files.commonShape }

  /// The numbers of threads found.
  var threads: Set<Int> { seen.withLock { $0.threads } }

  /// The number of images asked for.
  var reads: Int { seen.withLock { $0.reads } }

  func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    let threads = Runtime.threads
    seen.withLock {
      $0.threads.insert(threads)
      $0.reads += 1
    }
    try files.withImage(at: index, body)
  }
}
