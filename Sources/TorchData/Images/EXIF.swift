import CZlib

/// Finds the orientation in a JPEG file's APP1 segment, a PNG file's eXIf chunk, or the raw profile in
/// which ImageMagick keeps a camera's notes in PNG files.
///
/// Anything that is not as it should be reads as upright: a camera's notes are not the image.
///
/// Source: CIPA DC-008, "Exchangeable image file format for digital still cameras: Exif Version 2.32";
/// Adobe, "TIFF Revision 6.0", 1992, section 2; W3C, "PNG Specification (Third Edition)", section 11.3.
enum EXIF {
  private static let head = Array("Exif\0\0".utf8)
  /// The most bytes of a profile: a segment of JPEG has at most as many.
  private static let mostBytes = 1 << 17

  /// The orientation that the image file in `bytes` asks for.
  static func orientation(_ bytes: UnsafeRawBufferPointer) -> Orientation {
    Orientation(number: (ImageFormat(bytes) == .png ? inPNG(bytes) : inJPEG(bytes)) ?? 1)
  }

  /// Segments are FF, a kind, and a length that counts itself, up to the image's data.
  private static func inJPEG(_ bytes: UnsafeRawBufferPointer) -> Int? {
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
      if kind == 0xE1, content.starts(with: head) { return number(inNotes: content) }
      place = end
    }
    return nil
  }

  /// Chunks are a length, a kind, the content and a checksum; a chunk of notes comes before a profile.
  private static func inPNG(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var place = 8
    var profile: Int?
    while let length = number(in: bytes, at: place, bytes: 4, isLittle: false),
      place + 12 + length <= bytes.count
    {
      let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      let content = UnsafeRawBufferPointer(rebasing: bytes[place + 8..<place + 8 + length])
      if kind == "eXIf", let found = number(inNotes: content) { return found }
      if profile == nil, ["tEXt", "zTXt", "iTXt"].contains(kind), length <= mostBytes {
        profile = number(inProfile: content, kind)
      }
      place += 12 + length
    }
    return profile
  }

  /// The orientation in a text chunk whose keyword is that of a profile: lines with the profile's name, its
  /// length and its bytes in hexadecimal digits.
  private static func number(inProfile chunk: UnsafeRawBufferPointer, _ kind: String) -> Int? {
    let keywords = ["Raw profile type exif", "Raw profile type APP1"]
    guard let end = chunk.firstIndex(of: 0),
      keywords.contains(String(decoding: chunk[..<end], as: UTF8.self))
    else { return nil }
    var rest = Array(chunk[(end + 1)...])
    switch kind {
    case "zTXt": rest = inflated(rest.dropFirst())
    case "iTXt":
      // Whether it is compressed and how; a language and a translation, each up to a zero.
      guard rest.count > 2 else { return nil }
      let texts = rest[2...].split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      guard texts.count == 3 else { return nil }
      rest = rest[0] == 1 ? inflated(texts[2]) : Array(texts[2])
    default: break
    }
    let lines = rest.split(separator: UInt8(ascii: "\n"))
    let digits = lines.dropFirst(2).joined().compactMap {
      Character(Unicode.Scalar($0)).hexDigitValue
    }
    let notes = stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
    return notes.withUnsafeBytes(number(inNotes:))
  }

  /// What zlib's format holds, up to the most bytes of a profile in digits; else nothing.
  private static func inflated(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: 3 * mostBytes)
    var count = uLong(target.count)
    let source = Array(bytes)
    guard uncompress(&target, &count, source, uLong(source.count)) == Z_OK else { return [] }
    return Array(target.prefix(Int(count)))
  }

  /// The value of tag 0112 in the first directory of notes, which may begin like a segment of JPEG.
  private static func number(inNotes notes: UnsafeRawBufferPointer) -> Int? {
    let bytes =
      notes.starts(with: head)
      ? UnsafeRawBufferPointer(rebasing: notes.dropFirst(head.count)) : notes
    guard bytes.count >= 8 else { return nil }
    let isLittle = bytes.starts(with: "II".utf8)
    func value(_ place: Int, _ count: Int) -> Int? {
      number(in: bytes, at: place, bytes: count, isLittle: isLittle)
    }
    guard isLittle || bytes.starts(with: "MM".utf8), value(2, 2) == 42, let directory = value(4, 4),
      let count = value(directory, 2)
    else { return nil }
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let tag = value(place, 2) else { return nil }
      guard tag == 0x0112 else { continue }
      // BYTE, SHORT, LONG.
      return value(place + 2, 2).flatMap { [1: 1, 3: 2, 4: 4][$0] }.flatMap { value(place + 8, $0) }
    }
    return nil
  }

  private static func number(
    in bytes: UnsafeRawBufferPointer, at place: Int, bytes count: Int, isLittle: Bool
  ) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    let part = bytes[place..<place + count]
    return isLittle
      ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
  }
}
