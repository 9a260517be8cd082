/// Finds the orientation in a JPEG file's APP1 segment or a PNG file's eXIf chunk.
///
/// Anything that is not as it should be reads as upright: a camera's notes are not the image.
///
/// Source: CIPA DC-008, "Exchangeable image file format for digital still cameras: Exif Version 2.32";
/// Adobe, "TIFF Revision 6.0", 1992, section 2.
struct EXIF {
  private let bytes: UnsafeRawBufferPointer

  /// The orientation that the image file in `bytes` asks for.
  static func orientation(_ bytes: UnsafeRawBufferPointer) -> Orientation {
    let notes = ImageFormat(bytes) == .png ? pngNotes(bytes) : jpegNotes(bytes)
    return Orientation(number: notes?.orientationNumber ?? 1)
  }

  /// Segments are FF, a kind, and a length that counts itself, up to the image's data.
  private static func jpegNotes(_ bytes: UnsafeRawBufferPointer) -> EXIF? {
    let head = Array("Exif\0\0".utf8)
    var place = 2
    while place + 4 <= bytes.count, bytes[place] == 0xFF {
      let (kind, start) = (bytes[place + 1], place + 4)
      if kind == 0xFF {
        place += 1
        continue
      }
      let end = place + 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
      guard kind != 0xDA, end >= start, end <= bytes.count else { return nil }
      let content = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      if kind == 0xE1, content.starts(with: head) {
        return EXIF(bytes: UnsafeRawBufferPointer(rebasing: content.dropFirst(head.count)))
      }
      place = end
    }
    return nil
  }

  /// Chunks are a length, a kind, the content and a checksum.
  private static func pngNotes(_ bytes: UnsafeRawBufferPointer) -> EXIF? {
    let file = EXIF(bytes: bytes)
    var place = 8
    while let length = file.number(at: place, bytes: 4, isLittle: false),
      place + 12 + length <= bytes.count
    {
      let kind = bytes[place + 4..<place + 8]
      if kind.elementsEqual("eXIf".utf8) {
        return EXIF(bytes: UnsafeRawBufferPointer(rebasing: bytes[place + 8..<place + 8 + length]))
      }
      place += 12 + length
    }
    return nil
  }

  /// The value of tag 0112 in the first directory.
  private var orientationNumber: Int? {
    guard bytes.count >= 8 else { return nil }
    let isLittle = bytes.starts(with: "II".utf8)
    guard isLittle || bytes.starts(with: "MM".utf8),
      number(at: 2, bytes: 2, isLittle: isLittle) == 42,
      let directory = number(at: 4, bytes: 4, isLittle: isLittle),
      let count = number(at: directory, bytes: 2, isLittle: isLittle)
    else { return nil }
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let tag = number(at: place, bytes: 2, isLittle: isLittle) else { return nil }
      if tag == 0x0112 {
        let isShort = number(at: place + 2, bytes: 2, isLittle: isLittle) == 3
        return isShort ? number(at: place + 8, bytes: 2, isLittle: isLittle) : nil
      }
    }
    return nil
  }

  private func number(at place: Int, bytes count: Int, isLittle: Bool) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    let part = bytes[place..<place + count]
    return isLittle
      ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
  }
}
