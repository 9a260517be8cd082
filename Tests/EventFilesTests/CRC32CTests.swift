import EventFiles
import Testing

struct CRC32CTests {
  /// RFC 3720, B.4, whose bytes are little-endian.
  private static let ofTheRFC: [([UInt8], UInt32)] = [
    (Array(repeating: 0, count: 32), 0x8A91_36AA),
    (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
    (Array(0...31), 0x46DD_794E),
    (Array((0...31).reversed()), 0x113F_DB5C),
    (
      [
        0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0,
        0x14, 0, 0, 0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
      ], 0xD996_3A56
    ),
  ]

  @Test(arguments: ofTheRFC)
  func isThatOfTheRFC(_ bytes: [UInt8], _ checksum: UInt32) {
    #expect(CRC32C.checksum(bytes) == checksum)
  }

  /// By `tensorboard.compat.tensorflow_stub.pywrap_tensorflow` of tensorboard 2.21.0.
  @Test(arguments: [("", 0xA282_EAD8), ("centralize", 0xAE58_0712), ("123456789", 0xC78A_B0E5)])
  func isMaskedAsTensorBoardDoes(_ text: String, _ masked: UInt32) {
    #expect(CRC32C.masked(text.utf8) == masked)
  }
}
