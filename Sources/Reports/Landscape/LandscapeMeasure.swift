import RunRecords
import Statistics
import CentralizeOptions
import Foundation

/// A number that is found around every measured step.
enum LandscapeMeasure: String, CaseIterable, Codable, Sendable {
  /// How far the loss varies over the lengths.
  case lossVariation
  /// The largest change of the gradient over the lengths.
  case gradientChange
  case smoothness

  /// The number at a point; `nil` where it is not finite or says nothing.
  package func value(at point: LandscapePoint) -> Double? {
    switch self {
    case .lossVariation: point.lowestLoss.flatMap { low in point.highestLoss.map { $0 - low } }
    case .gradientChange: point.mostGradientChange
    case .smoothness: point.smoothness
    }
  }

  var title: String {
    switch self {
    case .lossVariation: "variation of the loss"
    case .gradientChange: "change of the gradient"
    case .smoothness: "effective smoothness β"
    }
  }
}

/// How a measure compares between the arms.
struct LandscapeComparison: Hashable, Sendable {
  let measure: LandscapeMeasure
  /// The geometric mean over the measured steps of each run, by arm: without, then with.
  let means: [[Double]]
  /// For each seed, the geometric mean over the steps of with divided by without.
  let ratios: [Double]
  /// The steps of all seeds at which with is smaller.
  let smaller: Int
  /// The steps of all seeds that were compared.
  let count: Int
  /// For each quarter of the run, the geometric mean over its steps and the seeds of with divided by
  /// without; `nil` where nothing was measured.
  let quarters: [Double?]
  /// What the logarithms of the ratios say; `nil` where nothing could be compared.
  var difference: PairedDifference?

  init(_ measure: LandscapeMeasure, _ landscape: Landscape) {
    self.measure = measure
    means = landscape.arms.map { arm in
      arm.runs.compactMap { run in
        let values = run.points.compactMap(measure.value).filter { $0 > 0 }
        return values.isEmpty || run.failure != nil ? nil : Math.geometricMean(values)
      }
    }
    var logarithms: [Double] = []
    var (smaller, count) = (0, 0)
    var byQuarter: [[Double]] = [[], [], [], []]
    for (without, with) in zip(landscape.without.runs, landscape.with.runs)
    where without.failure == nil && with.failure == nil {
      let old = Dictionary(without.points.map { ($0.step, $0) }) { first, _ in first }
      var pairs: [(Double, Double)] = []
      for point in with.points {
        guard let before = old[point.step].flatMap(measure.value),
          let after = measure.value(at: point), before > 0, after > 0
        else { continue }
        pairs.append((before, after))
        byQuarter[min((point.step - 1) * 4 / max(with.steps, 1), 3)].append(after / before)
      }
      guard !pairs.isEmpty else { continue }
      smaller += pairs.count { $1 < $0 }
      count += pairs.count
      logarithms.append(pairs.map { log($1 / $0) }.reduce(0, +) / Double(pairs.count))
    }
    (self.smaller, self.count) = (smaller, count)
    quarters = byQuarter.map { $0.isEmpty ? nil : Math.geometricMean($0) }
    ratios = logarithms.map(exp)
    difference = logarithms.isEmpty ? nil : PairedDifference(logarithms)
  }

  /// The geometric mean of the ratios over the seeds; `nil` where nothing could be compared.
  var ratio: Double? { difference.map { exp($0.mean) } }

  /// All measures of a landscape, their p-values corrected for how many there are.
  static func all(_ landscape: Landscape) -> [LandscapeComparison] {
    var comparisons = LandscapeMeasure.allCases.map { LandscapeComparison($0, landscape) }
    let corrected = PairedDifference.corrected(comparisons.map(\.difference))
    for (index, difference) in corrected.enumerated() { comparisons[index].difference = difference }
    return comparisons
  }
}
