import Testing
import TorchData

/// The binary version of CIFAR-10 and CIFAR-100.
@Suite struct CIFARTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsTheFiveFilesOfCIFAR10InOrder() throws {
    for batch in 1...5 {
      try folder.write(
        SmallFiles.cifar(batch) { [UInt8(batch + $0)] },
        to: "cifar-10-batches-bin/data_batch_\(batch).bin")
    }
    try folder.write(
      SmallFiles.cifar(2) { [UInt8($0)] }, to: "cifar-10-batches-bin/test_batch.bin")

    let training = try PublishedDataset.cifar10.load(.training, from: folder.path)
    #expect(training.labels == [1, 2, 3, 3, 4, 5, 4, 5, 6, 7, 5, 6, 7, 8, 9])
    #expect(training.classCount == 10)
    #expect(training.commonShape == ImageShape(channels: 3, height: 32, width: 32))
    var pixels: [UInt8] = []
    try training.withPixels(at: 14) { pixels = Array($0) }
    #expect(pixels == (0..<3072).map { SmallFiles.pixel(4, $0) })

    let test = try PublishedDataset.cifar10.load(.test, from: folder.path)
    #expect(test.labels == [0, 1])
  }

  @Test func readsTheFineLabelsOfCIFAR100() throws {
    try folder.write(
      SmallFiles.cifar(3) { [UInt8($0), UInt8(97 + $0)] }, to: "cifar-100-binary/train.bin")
    try folder.write(SmallFiles.cifar(1) { _ in [19, 5] }, to: "cifar-100-binary/test.bin")
    let training = try PublishedDataset.cifar100.load(.training, from: folder.path)
    #expect(training.labels == [97, 98, 99])
    #expect(training.classCount == 100)
    var pixels: [UInt8] = []
    try training.withPixels(at: 2) { pixels = Array($0) }
    #expect(pixels == (0..<3072).map { SmallFiles.pixel(2, $0) })
    #expect(try PublishedDataset.cifar100.load(.test, from: folder.path).labels == [5])
  }

  /// The error of reading this training file of CIFAR-100.
  private func failure(_ bytes: [UInt8]) throws -> DataError? {
    try folder.write(bytes, to: "cifar-100-binary/train.bin")
    return #expect(throws: DataError.self) {
      try PublishedDataset.cifar100.load(.training, from: folder.path)
    }
  }

  @Test func refusesDamagedFiles() throws {
    let path = folder.path + "/cifar-100-binary/train.bin"
    let whole = SmallFiles.cifar(2) { _ in [0, 5] }
    #expect(
      try failure(whole.dropLast())
        == .partialRecord(file: path, recordSize: 3074, found: 6147))
    #expect(try failure([]) == .empty(file: path))
    #expect(
      try failure(SmallFiles.cifar(3) { [0, $0 == 2 ? 100 : 1] })
        == .labelOutOfRange(file: path, record: 2, label: 100, classCount: 100))
  }

  @Test func wantsAllFiveFiles() throws {
    for batch in [1, 2, 3, 5] {
      try folder.write(
        SmallFiles.cifar(1) { _ in [0] }, to: "cifar-10-batches-bin/data_batch_\(batch).bin")
    }
    let error = #expect(throws: DataError.self) {
      try PublishedDataset.cifar10.load(.training, from: folder.path)
    }
    #expect(
      error
        == .missingFile(names: ["cifar-10-batches-bin/data_batch_4.bin"], folder: folder.path))
  }
}
