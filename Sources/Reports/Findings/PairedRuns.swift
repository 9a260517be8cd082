import RunRecords
import CentralizeOptions

/// The runs of two arms that both finished, seed by seed.
struct PairedRuns {
  let seeds: [UInt64]
  let reference: [Experiment.Run]
  let other: [Experiment.Run]

  init(_ first: Experiment.Arm, _ second: Experiment.Arm) {
    let (a, b) = (Self.bySeed(first), Self.bySeed(second))
    seeds = a.keys.filter { b[$0] != nil }.sorted()
    reference = seeds.compactMap { a[$0] }
    other = seeds.compactMap { b[$0] }
  }

  private static func bySeed(_ arm: Experiment.Arm) -> [UInt64: Experiment.Run] {
    Dictionary(
      arm.finished.filter { !$0.epochs.isEmpty }.map { ($0.seed, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The differences of the last epochs; `nil` without a pair, and where a run has no such number.
  func differences(_ measure: Measure) -> [Double]? {
    differences { $0.epochs.last.flatMap(measure.value) }
  }

  func differences(_ measure: Measure, epoch: Int) -> [Double]? {
    differences { measure.value(of: $0.epochs[epoch]) }
  }

  var commonEpochs: Int { (reference + other).map(\.epochs.count).min() ?? 0 }

  private func differences(_ value: (Experiment.Run) -> Double?) -> [Double]? {
    let differences = zip(reference, other).compactMap { first, second in
      value(first).flatMap { old in value(second).map { $0 - old } }
    }
    return differences.count == seeds.count && !seeds.isEmpty ? differences : nil
  }

  /// How long the runs take to reach a level in epochs, or in seconds of training.
  func reached(
    _ measure: Measure, level: Double?, isRising: Bool, inSeconds: Bool
  ) -> LevelReached? {
    let curves = [reference, other].map { runs in
      runs.compactMap { $0.curve(measure, inSeconds: inSeconds) }
    }
    guard curves.allSatisfy({ $0.count == seeds.count }) else { return nil }
    return LevelReached(
      measure, level: level, isRising: isRising, reference: curves[0], other: curves[1])
  }
}

extension Experiment.Run {
  /// The run as a curve; `nil` where an epoch lacks the number or its time is not known.
  fileprivate func curve(_ measure: Measure, inSeconds: Bool) -> LevelReached.Curve? {
    let values = epochs.compactMap(measure.value)
    guard values.count == epochs.count, !values.isEmpty else { return nil }
    guard inSeconds else {
      return LevelReached.Curve(values: values, times: values.indices.map { Double($0 + 1) })
    }
    guard let secondsPerEpoch, secondsPerEpoch.count == epochs.count else { return nil }
    var sum = 0.0
    let times = secondsPerEpoch.map { seconds in
      sum += seconds
      return sum
    }
    return LevelReached.Curve(values: values, times: times)
  }
}
