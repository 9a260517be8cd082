/// The permutation test of paired differences: how unusual their mean is, if each could as well have
/// the other sign.
///
/// Without an effect, the arms of a pair can be swapped, which flips the sign of its difference. The
/// two-sided p-value is the share of the sign patterns whose mean is at least as far from zero as the
/// one that was seen. Up to 20 pairs all `2ⁿ` patterns are counted, and the test is exact; beyond,
/// 99,999 patterns are drawn with a fixed seed, and the one that was seen is added to them.
///
/// Source: R. A. Fisher, "The Design of Experiments", 1935, section 21.
public struct SignFlipTest: Codable, Hashable, Sendable {
  /// The two-sided p-value.
  public var pValue: Double
  /// The lowest p-value that this many pairs can give: of `2ⁿ` patterns, the one seen and its mirror
  /// image, `2^(1−n)`; of drawn ones, the one seen.
  public var lowestPValue: Double
  /// Whether all patterns were counted.
  public var isExact: Bool

  /// The most pairs of which all patterns are counted.
  public static let mostExactPairs = 20
  private static let draws = 99_999

  /// The test of the differences of pairs; `nil` for fewer than two, which cannot be tested.
  public init?(_ differences: [Double]) {
    let count = differences.count
    guard count > 1 else { return nil }
    isExact = count <= Self.mostExactPairs
    if isExact {
      // A pattern and its mirror image have the same distance from zero: the first sign stays.
      lowestPValue = 1 / Double(1 << (count - 1))
      pValue = Double(Self.asFarPatterns(differences)) * lowestPValue
    } else {
      lowestPValue = 1 / Double(Self.draws + 1)
      pValue = Double(1 + Self.asFarDraws(differences)) * lowestPValue
    }
  }

  /// What a sum must reach: the one seen, less what rounding can have taken from an equal one.
  private static func threshold(_ differences: [Double]) -> Double {
    abs(differences.reduce(0, +)) - 1e-12 * differences.map(abs).reduce(0, +)
  }

  /// The patterns, the first sign left as it is, whose sums are as far from zero.
  private static func asFarPatterns(_ differences: [Double]) -> Int {
    let threshold = threshold(differences)
    var found = 0
    // The sums of both halves of the pairs, put together: no sum is the last of a long chain of
    // additions and subtractions, whose rounding would add up.
    let middle = differences.count / 2
    let first = sums(differences[1..<max(middle, 1)], from: differences[0])
    let second = sums(differences[max(middle, 1)...], from: 0)
    for a in first { for b in second where abs(a + b) >= threshold { found += 1 } }
    return found
  }

  /// `start ± a ± b …`, all of them.
  private static func sums(_ values: ArraySlice<Double>, from start: Double) -> [Double] {
    values.reduce([start]) { sums, value in sums.flatMap { [$0 + value, $0 - value] } }
  }

  private static func asFarDraws(_ differences: [Double]) -> Int {
    let threshold = threshold(differences)
    var generator = CountingGenerator(seed: Bootstrap.seed)
    var found = 0
    for _ in 0..<draws {
      var sum = 0.0
      var signs: UInt64 = 0
      for (index, difference) in differences.enumerated() {
        if index % 64 == 0 { signs = generator.next() }
        sum += signs & 1 == 0 ? difference : -difference
        signs >>= 1
      }
      if abs(sum) >= threshold { found += 1 }
    }
    return found
  }
}
