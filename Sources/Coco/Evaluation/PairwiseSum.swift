/// Sums in the order of NumPy, so that means are equal to the last bit.
///
/// Source: `pairwise_sum` of NumPy, https://numpy.org/doc/stable/reference/generated/numpy.sum.html: halves
/// whose first is a multiple of eight long, down to 128 numbers, which go into eight sums.
enum PairwiseSum {
  static func of(_ values: [Double]) -> Double { of(values[...]) }

  private static func of(_ values: ArraySlice<Double>) -> Double {
    if values.count < 8 { return values.reduce(0, +) }
    if values.count > 128 {
      let half = values.count / 2 / 8 * 8
      return of(values.prefix(half)) + of(values.dropFirst(half))
    }
    var sums = Array(values.prefix(8))
    let start = values.startIndex
    let whole = values.count / 8 * 8
    for place in 8..<whole { sums[place % 8] += values[start + place] }
    let eight =
      ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    return values.dropFirst(whole).reduce(eight, +)
  }
}
