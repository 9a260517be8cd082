/// Some classes of a data set, written as `0-4` or `0,2,5-7`.
///
/// The images of the other classes are left out, and the labels are counted anew: the smallest
/// class of the subset becomes label 0.
public struct ClassSubset: Hashable, Sendable {
  /// The classes, rising, each once.
  public let classes: [Int]

  /// The number of classes.
  public var count: Int { classes.count }

  /// The subset that a text describes; `nil` when it is neither a number, a rising range nor a list of
  /// them, or names a class twice.
  public init?(_ text: String) {
    guard let classes = Self.parse(text) else { return nil }
    self.classes = classes
  }

  private static func parse(_ text: String) -> [Int]? {
    var found: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { wholeNumber($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first <= last
      else { return nil }
      for label in first...last where !found.insert(label).inserted { return nil }
    }
    return found.sorted()
  }

  private static func wholeNumber(_ text: Substring) -> Int? {
    let trimmed = text.filter { $0 != " " }
    guard trimmed.allSatisfy(\.isASCII), let value = Int(trimmed),
      (0..<Limits.classes).contains(value)
    else { return nil }
    return value
  }
}

extension ClassSubset: TextValue {
  /// Numbers, rising ranges, or a list of them.
  public static let expectation = "classes such as 0-4 or 0,2,5-7, each once"

  /// The text that `init(_:)` reads, with neighbours joined to ranges; equal subsets have equal
  /// texts.
  public var description: String {
    var ranges: [ClosedRange<Int>] = []
    for label in classes {
      if let last = ranges.last, last.upperBound + 1 == label {
        ranges[ranges.count - 1] = last.lowerBound...label
      } else {
        ranges.append(label...label)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
