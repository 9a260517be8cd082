import Files
import Foundation

/// The framing of records in a file.
///
/// Length (8 bytes), its masked checksum (4), the record, its masked checksum (4), all little-endian; see
/// "TFRecord and tf.train.Example", <https://www.tensorflow.org/tutorials/load_data/tfrecord>. A reader
/// takes what is there of a record that was cut off for the end of the file.
enum TFRecord {
  private static let (header, trailer) = (12, 4)

  static func framed(_ record: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(record.count))
    return length + littleEndian(CRC32C.masked(length)) + record
      + littleEndian(CRC32C.masked(record))
  }

  /// The whole records in the bytes of a file.
  ///
  /// - Throws: `FormatError.damaged` where a checksum is another.
  static func records(in file: Data, of path: String) throws(FormatError) -> [Data] {
    var rest = file[...]
    var records: [Data] = []
    func check(_ bytes: Data, _ checksum: Data) throws(FormatError) {
      guard number(checksum) == CRC32C.masked(bytes) else {
        throw .damaged(
          file: path,
          reason:
            "the checksum of record \(records.count + 1) is wrong, so it is no event file, or damaged"
        )
      }
    }
    while rest.count >= header {
      let length = rest.prefix(8)
      try check(length, rest.dropFirst(8).prefix(4))
      let count: UInt64 = number(length)
      guard count <= rest.count - header - trailer else { break }
      let record = rest.dropFirst(header).prefix(Int(count))
      try check(record, rest.dropFirst(header + Int(count)).prefix(trailer))
      records.append(record)
      rest = rest.dropFirst(header + Int(count) + trailer)
    }
    return records
  }

  /// The number whose little-endian bytes these are.
  static func number<Number: FixedWidthInteger>(_ bytes: some Sequence<UInt8>) -> Number {
    bytes.enumerated().reduce(0) { $0 | Number(truncatingIfNeeded: $1.element) << (8 * $1.offset) }
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
