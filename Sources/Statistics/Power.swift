/// What a paired t-test can see.
///
/// For a true difference of `δ` and differences that deviate by `s`, the statistic of `n` pairs is a
/// noncentral t with `n − 1` degrees of freedom around `ν = δ √n / s`; the test at the level α shows a
/// difference with the probability `1 − F(t₁₋α/₂; ν) + F(−t₁₋α/₂; ν)`.
///
/// Source: J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", second edition, 1988,
/// chapter 2.
public enum Power {
  /// The probability of a false alarm.
  public static let level = 0.05
  /// The probability with which the smallest visible difference is seen.
  public static let target = 0.8

  /// The probability that `count` pairs, from 2, show a difference of `noncentrality` standard errors.
  static func ofTest(count: Int, noncentrality: Double) -> Double {
    let distribution = StudentT(count: count)
    let critical = distribution.quantile(1 - level / 2)
    return 1 - distribution.probability(atMost: critical, noncentrality: noncentrality)
      + distribution.probability(atMost: -critical, noncentrality: noncentrality)
  }

  /// The smallest difference, above 0, that so many pairs show in 80 of 100 experiments.
  ///
  /// - Parameters:
  ///   - count: The number of pairs, from 2.
  ///   - deviation: The standard deviation of their differences, above 0.
  /// - Returns: The difference, in the unit of `deviation`.
  public static func smallestVisibleDifference(count: Int, deviation: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while ofTest(count: count, noncentrality: high) < target { (low, high) = (high, 2 * high) }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if ofTest(count: count, noncentrality: middle) < target {
        low = middle
      } else {
        high = middle
      }
    }
    return high * deviation / Double(count).squareRoot()
  }
}
