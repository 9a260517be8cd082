/// Holm's correction of p-values for how many there are.
///
/// With the p-values in ascending order, `p̃ₖ = max over j ≤ k of min(1, (m − j + 1) pⱼ)`. If all that
/// are at most 0.05 are taken as shown, the probability that any of them is a mistake is at most
/// 0.05, whatever their dependence.
///
/// Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
/// Statistics 6, 1979.
public enum Holm {
  /// The corrected p-values, in the order of the given ones.
  public static func corrected(_ pValues: [Double]) -> [Double] {
    var corrected = pValues
    var largest = 0.0
    let ascending = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for (place, index) in ascending.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - place) * pValues[index]))
      corrected[index] = largest
    }
    return corrected
  }
}
