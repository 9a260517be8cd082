/// Files of image formats that are not read: how many lie in a folder and below it, by their suffixes.
public struct PassedOverImages: Hashable, Sendable {
  /// The number of files with each suffix, in lower case.
  public private(set) var counts: [String: Int] = [:]

  /// The suffixes of formats that others read, or that are JPEG by another name.
  static let suffixes = [
    ".webp", ".bmp", ".tif", ".tiff", ".ppm", ".pgm", ".pbm", ".pnm", ".gif", ".heic", ".heif",
    ".avif", ".jxl", ".jp2", ".jfif", ".jpe",
  ]

  /// None.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { counts.isEmpty }

  /// How many, and of what kind, in words that go after "found".
  public var words: String {
    let count = counts.values.reduce(0, +)
    return "\(count) \(count == 1 ? "file of an image format" : "files of image formats") that "
      + "\(count == 1 ? "is" : "are") not read (\(counts.keys.sorted().joined(separator: ", ")))"
  }

  /// Counts the file, if it is such a one.
  mutating func count(_ name: String) {
    if let suffix = Self.suffixes.first(where: name.endsInSuffix) {
      counts[suffix, default: 0] += 1
    }
  }

  /// Adds what another place has.
  mutating func add(_ other: PassedOverImages) { counts.merge(other.counts, uniquingKeysWith: +) }
}

extension String {
  /// Whether this is the name of a file with the lower-case `suffix`, whatever its case.
  func endsInSuffix(_ suffix: String) -> Bool {
    utf8.count > suffix.utf8.count
      && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        $0 == $1 || ((0x41...0x5A).contains($0) && $0 | 0x20 == $1)
      }
  }
}
