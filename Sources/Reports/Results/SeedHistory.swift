/// How the number of seeds came about: what was planned, and when some were added.
///
/// Who adds seeds because of what the first came to, and stops when a test comes out as wished, finds
/// differences that are not there more often than the test's p-value says (P. Armitage, C. K. McPherson and
/// B. C. Rowe, "Repeated Significance Tests on Accumulating Data", Journal of the Royal Statistical Society A
/// 132, 1969, <https://doi.org/10.2307/2343787>). A p-value times the number of looks is on the safe side.
public struct SeedHistory: Codable, Hashable, Sendable {
  /// How many were planned before there was a result; `nil` where nothing was said.
  ///
  /// Until so many are there, no p-value is shown, and so adding them is not looking.
  public var planned: Int?
  /// How many there were, with p-values to be seen, whenever more were added.
  public var looks: [Int]

  /// A history.
  public init(planned: Int? = nil, looks: [Int] = []) {
    (self.planned, self.looks) = (planned, looks)
  }

  /// The history when to `count` seeds, whose results are known or not, more are added.
  package static func adding(
    to history: SeedHistory?, count: Int, areSeen: Bool
  ) -> SeedHistory? {
    guard areSeen, count >= history?.planned ?? 0 else { return history }
    var longer = history ?? SeedHistory()
    longer.looks.append(count)
    return longer
  }
}
