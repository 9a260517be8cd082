/// A place in bytes that are not trusted: nothing is read beyond their end.
struct ByteCursor {
  /// A read beyond the end.
  struct EndOfBytes: Error {}

  let bytes: UnsafeRawBufferPointer
  private(set) var place: Int

  /// The bytes from `place` on; beyond their end there are none.
  init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0) {
    self.bytes = bytes
    self.place = max(0, min(place, bytes.count))
  }

  /// Passes over `count` bytes and returns where they are.
  mutating func take(_ count: Int) throws(EndOfBytes) -> Range<Int> {
    guard count >= 0, count <= bytes.count - place else { throw EndOfBytes() }
    defer { place += count }
    return place..<(place + count)
  }

  /// Passes over a length that the bytes claim, which no file may have.
  mutating func take(claimed count: UInt64) throws(EndOfBytes) -> Range<Int> {
    guard count <= UInt64(bytes.count) else { throw EndOfBytes() }
    return try take(Int(count))
  }

  /// The next byte.
  mutating func byte() throws(EndOfBytes) -> UInt8 { bytes[try take(1).lowerBound] }

  /// The next `count` bytes, up to eight, as a little-endian number.
  mutating func unsigned(_ count: Int) throws(EndOfBytes) -> UInt64 {
    var value: UInt64 = 0
    for (position, place) in try take(count).enumerated() {
      value |= UInt64(bytes[place]) << (8 * UInt64(position))
    }
    return value
  }

  /// The bytes up to the next line feed, which is passed over too.
  mutating func line() throws(EndOfBytes) -> Range<Int> {
    guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else { throw EndOfBytes() }
    let range = place..<end
    place = end + 1
    return range
  }

  /// The bytes in `range` as text; `nil` unless they are UTF-8.
  func text(_ range: Range<Int>) -> String? {
    String(validating: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
