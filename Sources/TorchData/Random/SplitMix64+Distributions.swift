import Foundation

extension SplitMix64 {
  /// A number in [0, 1), one of the 2⁵³ multiples of 2⁻⁵³, each equally likely.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of `range`, each equally likely.
  mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A number of the beta distribution with both parameters `alpha`, positive.
  ///
  /// `x/(x + y)` of two numbers of the gamma distribution, by their logarithms: for a small `alpha` both
  /// may be too small for a number.
  mutating func beta(_ alpha: Double) -> Double {
    precondition(alpha > 0 && alpha.isFinite, "the parameter \(alpha) is not positive")
    let (x, y) = (logOfGamma(alpha), logOfGamma(alpha))
    return 1 / (1 + exp(y - x))
  }

  /// The logarithm of a number of the gamma distribution with `shape`.
  ///
  /// Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", ACM Transactions on
  /// Mathematical Software 26(3), 2000, https://doi.org/10.1145/358407.358414, with their section 6 for
  /// shapes below 1.
  private mutating func logOfGamma(_ shape: Double) -> Double {
    if shape < 1 {
      let factor = log(1 - uniform()) / shape
      return logOfGamma(shape + 1) + factor
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if log(1 - uniform()) < 0.5 * x * x + d - d * cube + d * log(cube) { return log(d * cube) }
    }
  }

  /// A number of the standard normal distribution.
  ///
  /// Source: Box and Muller, "A Note on the Generation of Random Normal Deviates", Annals of Mathematical
  /// Statistics 29(2), 1958, https://doi.org/10.1214/aoms/1177706645.
  private mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
