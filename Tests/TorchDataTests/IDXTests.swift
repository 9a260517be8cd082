import Glibc
import Testing
import TorchData

/// MNIST's files, as they should be and in every way damaged.
@Suite struct IDXTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(images: [UInt8], labels: [UInt8], suffix: String = "") throws
    -> InMemoryImages
  {
    try InMemoryImages(
      idxImages: try folder.write(images, to: "images" + suffix),
      labels: try folder.write(labels, to: "labels" + suffix), classCount: 10)
  }

  /// The error of reading these images, with good labels.
  private func failure(_ images: [UInt8], suffix: String = "") throws -> DataError? {
    #expect(throws: DataError.self) {
      try load(
        images: images,
        labels: suffix.isEmpty ? SmallFiles.labels : SmallFiles.gzip(SmallFiles.labels),
        suffix: suffix)
    }
  }

  @Test(arguments: [false, true]) func readsImagesAndLabels(compressed: Bool) throws {
    let wrap = compressed ? SmallFiles.gzip : { $0 }
    let images = try load(
      images: wrap(SmallFiles.images), labels: wrap(SmallFiles.labels),
      suffix: compressed ? ".gz" : "")
    #expect(images.count == 3)
    #expect(images.imageShape == ImageShape(channels: 1, height: 2, width: 3))
    #expect(images.labels == [7, 0, 9])
    #expect(images.classCount == 10)
    #expect(images.pixels == Array(0..<18))
    var second: [UInt8] = []
    try images.withPixels(at: 1) { second = Array($0) }
    #expect(second == Array(6..<12))
  }

  @Test func growsWithWhatAStrongCompressionHolds() throws {
    let images = try load(
      images: SmallFiles.gzippedZeros,
      labels: SmallFiles.gzip(SmallFiles.idx([100], [UInt8](repeating: 3, count: 100))),
      suffix: ".gz")
    #expect(images.pixels == [UInt8](repeating: 0, count: 78_400))
  }

  @Test func readsAllMembersOfAGzipFile() throws {
    let (head, tail) = (SmallFiles.images[..<20], SmallFiles.images[20...])
    let images = try load(
      images: SmallFiles.gzip(Array(head)) + SmallFiles.gzip(Array(tail)),
      labels: SmallFiles.gzip(SmallFiles.labels), suffix: ".gz")
    #expect(images.pixels == Array(0..<18))
  }

  @Test func refusesAnotherMagicNumber() throws {
    let error = try failure(SmallFiles.labels)
    #expect(
      error == .wrongMagic(file: folder.path + "/images", expected: 0x0803, found: 0x0801))
  }

  @Test func refusesEveryTruncatedFile() throws {
    for size in 0..<SmallFiles.images.count {
      let error = try failure(Array(SmallFiles.images[..<size]))
      guard case .truncated(folder.path + "/images", let expected, size, false) = error else {
        Issue.record("\(size) bytes: \(String(describing: error))")
        continue
      }
      #expect(expected == (size < 16 ? 16 : 34))
    }
  }

  @Test func refusesATruncatedStreamWithTheSizesInIt() throws {
    let error = try failure(SmallFiles.gzip(Array(SmallFiles.images.dropLast(4))), suffix: ".gz")
    #expect(
      error
        == .truncated(
          file: folder.path + "/images.gz", expected: 34, found: 30, compressed: true))
  }

  @Test func refusesEveryTruncatedGzipFile() throws {
    let whole = SmallFiles.gzip(SmallFiles.images)
    for size in 0..<whole.count {
      switch try failure(Array(whole[..<size]), suffix: ".gz") {
      case .truncated(_, _, let found, true): #expect(found < 34)
      case .corruptGzip: break
      case let other: Issue.record("\(size) bytes: \(String(describing: other))")
      }
    }
  }

  @Test func noticesEveryFlippedBit() throws {
    let whole = SmallFiles.gzip(SmallFiles.images)
    let labels = SmallFiles.gzip(SmallFiles.labels)
    for place in whole.indices {
      for bit in 0..<8 {
        var damaged = whole
        damaged[place] ^= 1 << bit
        do {
          let images = try load(images: damaged, labels: labels, suffix: ".gz")
          // Time, flags, system and the bits that fill up byte 10 say nothing about the data.
          #expect(3...10 ~= place, "bit \(bit) of byte \(place) went unnoticed")
          #expect(images.pixels == Array(0..<18))
        } catch is DataError {}
      }
    }
  }

  @Test func namesACorruptStream() throws {
    var damaged = SmallFiles.gzip(SmallFiles.images)
    damaged[damaged.count - 8] ^= 1
    let error = try failure(damaged, suffix: ".gz")
    #expect(
      error
        == .corruptGzip(file: folder.path + "/images.gz", reason: "incorrect data check"))
    let plain = try failure(SmallFiles.images, suffix: ".gz")
    #expect(
      plain
        == .corruptGzip(
          file: folder.path + "/images.gz", reason: "it does not begin with the bytes 1f 8b"))
  }

  @Test func refusesMoreThanTheHeaderClaims() throws {
    let plain = try failure(SmallFiles.images + [0, 0])
    #expect(
      plain
        == .tooLong(file: folder.path + "/images", expected: 34, found: 36, compressed: false))
    // The header claims 2 of the 100 images: the others are not even inflated.
    let head = SmallFiles.gzip(SmallFiles.idx([2, 28, 28], []))
    let error = #expect(throws: DataError.self) {
      try load(
        images: head + SmallFiles.gzippedZeros,
        labels: SmallFiles.gzip(SmallFiles.idx([2], [1, 2])), suffix: ".gz")
    }
    #expect(
      error
        == .tooLong(
          file: folder.path + "/images.gz", expected: 1584, found: nil, compressed: true))
  }

  @Test func refusesImpossibleHeadersWithoutAllocating() throws {
    let greatest = UInt32.max
    // The product of the last is 3 in arithmetic modulo 2⁶⁴, and three bytes are there.
    for dimensions in [
      [greatest, greatest, greatest], [1, 0, 3], [greatest, greatest, 1],
      [1_056_175_639, 88_801, 393_365],
    ] {
      let error = try failure(SmallFiles.idx(dimensions, [1, 2, 3]))
      #expect(
        error
          == .impossibleDimensions(
            file: folder.path + "/images", dimensions: dimensions.map(Int.init)))
    }
    // There is a label for each image: that is looked at first.
    let other = try failure(
      SmallFiles.gzip(SmallFiles.idx([1 << 30, 1 << 31, 1], [1, 2, 3])), suffix: ".gz")
    #expect(
      other
        == .countMismatch(
          imageFile: folder.path + "/images.gz", imageCount: 1 << 30,
          labelFile: folder.path + "/labels.gz", labelCount: 3))
    // 2⁶¹ bytes fit into an Int, but not into a machine.
    let error = try failure(
      SmallFiles.gzip(SmallFiles.idx([3, 1 << 30, 1 << 29], [1, 2, 3])), suffix: ".gz")
    #expect(
      error
        == .tooMuchData(file: folder.path + "/images.gz", found: 3 << 59, limit: 1 << 33))
  }

  /// Sparse files, which take no place on the disk.
  @Test func refusesMoreThanItKeepsInMemory() throws {
    let header = SmallFiles.idx([3, 1 << 20, 1 << 20], [])
    let images = try folder.write(header, to: "images")
    #expect(truncate(images, header.count + (3 << 40)) == 0)
    let labels = try folder.write(SmallFiles.labels, to: "labels")
    #expect(throws: DataError.tooMuchData(file: images, found: 3 << 40, limit: 1 << 33)) {
      try InMemoryImages(idxImages: images, labels: labels, classCount: 10)
    }
    let records = try folder.write([], to: "records.bin")
    #expect(truncate(records, 3073 << 30) == 0)
    #expect(throws: DataError.tooMuchData(file: records, found: 3073 << 30, limit: 1 << 33)) {
      try InMemoryImages(cifarFiles: [records], labels: .single, classCount: 10)
    }
  }

  @Test func refusesAnEmptyDataset() throws {
    let error = try failure(SmallFiles.idx([0, 28, 28], []))
    #expect(error == .empty(file: folder.path + "/images"))
  }

  @Test func refusesALabelOutOfRange() throws {
    let error = #expect(throws: DataError.self) {
      try load(images: SmallFiles.images, labels: SmallFiles.idx([3], [7, 10, 9]))
    }
    #expect(
      error
        == .labelOutOfRange(file: folder.path + "/labels", record: 1, label: 10, classCount: 10))
  }

  @Test func refusesAnotherNumberOfLabels() throws {
    let error = #expect(throws: DataError.self) {
      try load(images: SmallFiles.images, labels: SmallFiles.idx([2], [7, 1]))
    }
    #expect(
      error
        == .countMismatch(
          imageFile: folder.path + "/images", imageCount: 3,
          labelFile: folder.path + "/labels", labelCount: 2))
  }

  @Test func refusesWhatIsNotAFile() throws {
    try folder.write([], to: "images/inside")
    let labels = try folder.write(SmallFiles.labels, to: "labels")
    let error = #expect(throws: DataError.self) {
      try InMemoryImages(idxImages: folder.path + "/images", labels: labels, classCount: 10)
    }
    #expect(
      error == .unreadable(file: folder.path + "/images", reason: "it is not a regular file"))
    let missing = #expect(throws: DataError.self) {
      try InMemoryImages(idxImages: folder.path + "/absent", labels: labels, classCount: 10)
    }
    #expect(
      missing == .unreadable(file: folder.path + "/absent", reason: "No such file or directory"))
  }
}
