import CZlib

extension Picture {
  /// The bytes of a PNG file, of 8 bits a channel and without loss.
  public var png: [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(pixels.count + size.height)
    for row in 0..<size.height {
      rows.append(0)  // No filter.
      rows += pixels[(row * size.width * 3)..<((row + 1) * size.width * 3)]
    }
    let header = Self.bytes(size.width) + Self.bytes(size.height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
      + Self.chunk("IDAT", Self.deflated(rows)) + Self.chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    let sum = crc32(0, named, UInt32(named.count))
    return bytes(content.count) + named + bytes(Int(sum))
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(UInt(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(count))
    let code = compress(&result, &count, bytes, UInt(bytes.count))
    precondition(code == Z_OK, "zlib has no memory")
    return Array(result.prefix(Int(count)))
  }

  /// Four bytes, the highest first.
  private static func bytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
