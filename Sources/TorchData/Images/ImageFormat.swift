/// What the first bytes of a file say about it.
enum ImageFormat: Equatable {
  case jpeg
  case png
  /// Another kind of file, in words that go after "found".
  case other(String)

  private static let signatures: [(offset: Int, bytes: [UInt8], name: String)] = [
    (0, Array("GIF8".utf8), "a GIF image"),
    (8, Array("WEBP".utf8), "a WebP image"),
    (0, Array("BM".utf8), "a BMP image"),
    (0, Array("II*\0".utf8), "a TIFF image"),
    (0, Array("MM\0*".utf8), "a TIFF image"),
    (4, Array("ftyp".utf8), "an image or a film of the HEIF family"),
    (0, [0xFF, 0x0A], "a JPEG XL image"),
    (0, Array("%PDF".utf8), "a PDF document"),
    (0, Array("<".utf8), "a web page or other markup"),
    (0, Array("version https://git-lfs".utf8), "a pointer of Git LFS, whose file was not fetched"),
  ]

  /// The format of a file that consists of `bytes`.
  init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else {
      self = .other(Self.words(for: bytes))
    }
  }

  private static func words(for bytes: UnsafeRawBufferPointer) -> String {
    if bytes.isEmpty { return "an empty file" }
    for signature in signatures
    where bytes.dropFirst(signature.offset).starts(with: signature.bytes) {
      return signature.name
    }
    let head = bytes.prefix(64)
    if head.allSatisfy({ (0x20..<0x7F).contains($0) || (9...13).contains($0) }) { return "text" }
    let digits = bytes.prefix(4).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "a file that begins with the bytes \(digits.joined(separator: " "))"
  }
}
