import CStatistics

/// The standard normal distribution.
enum Normal {
  /// Φ(z), the probability of at most `z`.
  static func probability(atMost z: Double) -> Double { cs_normal_cdf(z) }

  /// Φ⁻¹(p): the value that is not exceeded with probability `p` in [0, 1]; infinite at the ends.
  static func quantile(_ p: Double) -> Double {
    if p <= 0 { return -.infinity }
    return p >= 1 ? .infinity : cs_normal_quantile(p)
  }
}

/// Student's t distribution.
struct StudentT {
  /// The degrees of freedom, above 0.
  let degrees: Double

  /// The distribution of the mean of `count` numbers, from 2, over its standard error.
  init(count: Int) { degrees = Double(count - 1) }

  /// The probability of at most `t`.
  func probability(atMost t: Double) -> Double { cs_student_t_cdf(t, degrees) }

  /// The value that is not exceeded with probability `p` in (0, 1).
  func quantile(_ p: Double) -> Double { cs_student_t_quantile(p, degrees) }

  /// The probability of at most `t` where the true mean is `noncentrality` standard errors.
  func probability(atMost t: Double, noncentrality: Double) -> Double {
    cs_noncentral_t_cdf(t, degrees, noncentrality)
  }
}
