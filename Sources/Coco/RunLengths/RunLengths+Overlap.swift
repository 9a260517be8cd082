/// Two masks of one image, looked at together.
extension RunLengths {
  /// Goes through the stretches in which neither of two masks changes: their lengths, and both values.
  ///
  /// - Precondition: the masks are of equally many pixels.
  @inline(__always) private static func walk(
    _ first: RunLengths, _ second: RunLengths, _ stretch: (Int, Bool, Bool) -> Void
  ) {
    first.counts.withUnsafeBufferPointer { a in
      second.counts.withUnsafeBufferPointer { b in
        var (i, j) = (0, 0)
        var (left, right) = (Int(a.first ?? 0), Int(b.first ?? 0))
        while true {
          while left == 0 && i + 1 < a.count {
            i += 1
            left = Int(a[i])
          }
          while right == 0 && j + 1 < b.count {
            j += 1
            right = Int(b[j])
          }
          let length = min(left, right)
          if length == 0 { return }
          stretch(length, i & 1 == 1, j & 1 == 1)
          left -= length
          right -= length
        }
      }
    }
  }

  /// The number of pixels that are one in both masks.
  ///
  /// - Precondition: the masks are of one image's size.
  public func intersection(with other: RunLengths) -> Int {
    precondition(height == other.height && width == other.width, "masks of different images")
    var both = 0
    Self.walk(self, other) { both += $1 && $2 ? $0 : 0 }
    return both
  }

  /// How far masks of one image's size are taken together.
  public enum Merging: Sendable { case union, intersection }

  /// The pixels that are one in any of the masks, or in all of them; `nil` of no masks.
  ///
  /// - Precondition: the masks are of one image's size.
  public static func merged(_ masks: [RunLengths], by merging: Merging = .union) -> RunLengths? {
    guard var all = masks.first else { return nil }
    for mask in masks.dropFirst() {
      precondition(all.height == mask.height && all.width == mask.width, "different images")
      var runs = RunBuilder()
      walk(all, mask) { runs.append($0, merging == .union ? $1 || $2 : $1 && $2) }
      all = RunLengths(sound: runs.counts, all.height, all.width)
    }
    return all
  }
}
