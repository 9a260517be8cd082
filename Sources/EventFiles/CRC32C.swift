/// The checksum CRC-32C (Castagnoli) of RFC 3720, appendix B.4, <https://www.rfc-editor.org/rfc/rfc3720>.
package enum CRC32C {
  /// The remainder for each byte: the polynomial 0x1EDC6F41, bits in reverse.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { remainder, _ in
      remainder >> 1 ^ (remainder & 1 == 0 ? 0 : 0x82F6_3B78)
    }
  }

  /// The checksum of `bytes`.
  package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { remainder, byte in
      remainder >> 8 ^ table[Int(UInt8(truncatingIfNeeded: remainder) ^ byte)]
    }
  }

  /// The checksum as it is stored beside what it is of: turned and shifted, so that checksums of bytes
  /// that hold checksums stay good ones.
  ///
  /// From tensorflow/core/lib/hash/crc32c.h, `Mask`.
  package static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let checksum = checksum(bytes)
    return (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8
  }
}
