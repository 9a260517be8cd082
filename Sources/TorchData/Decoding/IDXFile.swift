/// The header and the bytes of an IDX file of unsigned bytes.
///
/// The format: a magic number `0x0000_08RR` with the rank `RR`, that many sizes of 32 bits, most
/// significant byte first, then the values, the last dimension fastest.
///
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", "The IDX file
/// format", http://yann.lecun.com/exdb/mnist.
struct IDXFile {
  /// The size of each dimension; all positive.
  let dimensions: [Int]

  private let file: any DataFile
  private let headerSize: Int
  private let size: Int

  /// Reads the header of the file at `path`, plain or (`.gz`) compressed, that has `rank` dimensions.
  init(path: String, rank: Int) throws(DataError) {
    let file = try openDataFile(path)
    let headerSize = 4 + 4 * rank
    let header = try file.bytes(atMost: headerSize)
    func truncated(expected: Int, found: Int) -> DataError {
      .truncated(file: path, expected: expected, found: found, compressed: file.isCompressed)
    }
    guard header.count >= 4 else { throw truncated(expected: headerSize, found: header.count) }
    let magic = Self.word(of: header, at: 0)
    let expectedMagic = 0x0800 + UInt32(rank)
    guard magic == expectedMagic else {
      throw .wrongMagic(file: path, expected: expectedMagic, found: magic)
    }
    guard header.count == headerSize else {
      throw truncated(expected: headerSize, found: header.count)
    }

    let dimensions = (1...rank).map { Int(Self.word(of: header, at: 4 * $0)) }
    guard dimensions[0] > 0 else { throw .empty(file: path) }
    size = try Self.product(of: dimensions, adding: headerSize, file: path) - headerSize
    (self.dimensions, self.file, self.headerSize) = (dimensions, file, headerSize)
  }

  /// Reads the values, the last dimension fastest; once.
  func bytes() throws(DataError) -> [UInt8] {
    let expected = headerSize + size
    if let plain = file as? PlainFile, plain.sizeOnDisk != expected {
      throw plain.sizeOnDisk < expected
        ? .truncated(
          file: file.path, expected: expected, found: plain.sizeOnDisk, compressed: false)
        : .tooLong(file: file.path, expected: expected, found: plain.sizeOnDisk, compressed: false)
    }
    try checkRoom(for: size, of: file.path)
    // One byte more than the header claims: to see that there is none, and to let zlib come to the
    // checksum.
    let bytes = try file.bytes(atMost: size + 1)
    guard bytes.count >= size else {
      throw .truncated(
        file: file.path, expected: expected, found: headerSize + bytes.count,
        compressed: file.isCompressed)
    }
    guard bytes.count == size else {
      throw .tooLong(
        file: file.path, expected: expected, found: nil, compressed: file.isCompressed)
    }
    try file.checkEnd()
    return bytes
  }

  private static func word(of bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func product(
    of dimensions: [Int], adding headerSize: Int, file: String
  ) throws(DataError) -> Int {
    var product = 1
    for size in dimensions {
      let (partial, overflow) = product.multipliedReportingOverflow(by: size)
      // Half of the range is left for the header and the byte after the end.
      guard !overflow, partial > 0, partial < Int.max / 2 else {
        throw .impossibleDimensions(file: file, dimensions: dimensions)
      }
      product = partial
    }
    return product + headerSize
  }
}
