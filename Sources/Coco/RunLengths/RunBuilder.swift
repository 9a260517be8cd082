/// Runs put one after the other: those of equal pixels become one, and none but the first is empty.
struct RunBuilder {
  /// The lengths, beginning with zeros; never none.
  private(set) var counts: [UInt32] = [0]
  private var isOne = false

  /// Adds so many pixels.
  mutating func append(_ length: Int, _ value: Bool) {
    guard length > 0 else { return }
    if value == isOne {
      counts[counts.count - 1] += UInt32(length)
    } else {
      counts.append(UInt32(length))
      isOne = value
    }
  }
}
