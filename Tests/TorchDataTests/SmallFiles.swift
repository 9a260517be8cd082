import Foundation

/// Data files of the formats that are read, made byte by byte.
enum SmallFiles {
  /// Three images of 2 × 3 with the pixels 0, 1, … 17.
  static let images = idx([3, 2, 3], (0..<18).map { $0 })

  /// Three labels of ten classes.
  static let labels = idx([3], [7, 0, 9])

  /// 100 images of 28 × 28 zeros, compressed by `gzip -9` to a hundredth.
  static let gzippedZeros =
    Data(
      base64Encoded:
        "H4sIAAAAAAACA+3DQQkAIAAAsQM/hjCe/TPowxSywWqOat/rBQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD53AMEgV6FQ"
        + "MgEA"
    ).map(Array.init) ?? []

  /// An IDX file of unsigned bytes.
  static func idx(_ dimensions: [UInt32], _ values: [UInt8]) -> [UInt8] {
    ([0x0800 + UInt32(dimensions.count)] + dimensions).flatMap(bigEndian) + values
  }

  /// A gzip file whose one block is stored as it is.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]
      + littleEndian(UInt32(count) | UInt32(~count) << 16) + bytes
      + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// Records of CIFAR: the bytes `labels(record)`, then pixels that tell record, channel, row and column.
  static func cifar(_ count: Int, labels: (Int) -> [UInt8]) -> [UInt8] {
    (0..<count).flatMap { record in labels(record) + (0..<3072).map { pixel(record, $0) } }
  }

  /// Pixel `place` of `[3, 32, 32]` in record `record`.
  static func pixel(_ record: Int, _ place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: record &* 31 &+ place &* 7 &+ place / 256)
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum = UInt32.max
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = checksum & 1 == 1
        checksum >>= 1
        if isOdd { checksum ^= 0xEDB8_8320 }
      }
    }
    return ~checksum
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] { bigEndian(value).reversed() }
}
