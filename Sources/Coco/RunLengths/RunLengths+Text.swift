/// The text of run lengths, as COCO's files have it.
///
/// From the fourth run on, the difference to the run before the last is written. A number is written five
/// bits at a time, the lowest first, with a sixth bit where more follow; its sign is the highest bit of the
/// last five. Each six bits are a character from `0` (48) to `o` (111).
extension RunLengths {
  /// The text.
  public var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * counts.count)
    for (index, count) in counts.enumerated() {
      var rest = Int(count) - (index > 2 ? Int(counts[index - 2]) : 0)
      while true {
        let five = UInt8(rest & 31)
        rest >>= 5
        let isLast = rest == (five & 16 == 0 ? 0 : -1)
        bytes.append(48 + (isLast ? five : five | 32))
        if isLast { break }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The mask of so many rows and columns that a text has the runs of.
  ///
  /// - Throws: `RunLengthsError` where the text is not one, or of another number of pixels.
  public init(height: Int, width: Int, text: String) throws(RunLengthsError) {
    try self.init(height: height, width: width, text: Array(text.utf8)[...])
  }

  /// The mask of a text's bytes.
  init(
    height: Int, width: Int, text: some RandomAccessCollection<UInt8>
  ) throws(RunLengthsError) {
    let total = try Self.pixels(height, width)
    var counts: [UInt32] = []
    counts.reserveCapacity(text.count / 2)
    var (value, bits, sum) = (0, 0, 0)
    for (place, character) in text.enumerated() {
      // Seven times five bits hold every difference of two lengths.
      guard 48...111 ~= character, bits < 35 else { throw .wrongText(place: place) }
      let six = Int(character) - 48
      value |= (six & 31) << bits
      bits += 5
      if six & 32 != 0 { continue }
      if six & 16 != 0 { value |= -1 << bits }
      if counts.count > 2 { value += Int(counts[counts.count - 2]) }
      guard let count = UInt32(exactly: value) else { throw .wrongText(place: place) }
      counts.append(count)
      sum += value
      (value, bits) = (0, 0)
    }
    guard bits == 0 else { throw .wrongText(place: text.count) }
    guard sum == total else { throw .wrongSum(sum, expected: total) }
    self.init(sound: counts, height, width)
  }
}
