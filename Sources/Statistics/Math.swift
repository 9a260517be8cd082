import Foundation

/// Means of another kind.
package enum Math {
  /// `exp(mean of ln x)` of numbers above 0, of which there must be one.
  package static func geometricMean(_ values: [Double]) -> Double {
    Foundation.exp(MeanAndDeviation(values.map { Foundation.log($0) }).mean)
  }
}
