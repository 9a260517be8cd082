/// The framing of records in a file.
///
/// Length (8 bytes), its masked checksum (4), the record, its masked checksum (4), all little-endian; see
/// "TFRecord and tf.train.Example", <https://www.tensorflow.org/tutorials/load_data/tfrecord>. A reader
/// takes what is there of a record that was cut off for the end of the file.
enum TFRecord {
  static func framed(_ record: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(record.count))
    return length + littleEndian(CRC32C.masked(length)) + record
      + littleEndian(CRC32C.masked(record))
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
