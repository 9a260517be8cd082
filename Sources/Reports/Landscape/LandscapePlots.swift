import RunRecords
import Statistics
import CentralizeOptions
import Foundation

/// The plots of a landscape against the steps.
struct LandscapePlots {
  let landscape: Landscape

  /// All plots that have something to show.
  var all: [CurvePlots.Entry] {
    [loss, lossChange, gradientChange, smoothness].filter {
      $0.plot.curves.contains { !$0.points.isEmpty }
    }
  }

  private var loss: CurvePlots.Entry {
    entry(
      "landscape-loss", "Loss along the step", "loss (nats)", band: "lowest to highest",
      bounds: 0...Double.infinity
    ) { points in bar(points, \.lossAtStep, low: \.lowestLoss, high: \.highestLoss) }
  }

  /// As the loss, less that at the weights before the step: so that it does not jump from batch to
  /// batch.
  private var lossChange: CurvePlots.Entry {
    entry(
      "landscape-loss-change", "Loss along the step, less that before it",
      "change of the loss (nats)",
      band: "lowest to highest"
    ) { points in
      bar(points, \.lossAtStep, low: \.lowestLoss, high: \.highestLoss, less: \.loss)
    }
  }

  private var gradientChange: CurvePlots.Entry {
    entry(
      "landscape-gradient", "Change of the gradient along the step", "change of the gradient",
      band: "least to most", isLogarithmic: true
    ) { points in
      bar(points, \.changeAtStep, low: \.leastGradientChange, high: \.mostGradientChange)
    }
  }

  /// The geometric mean over the seeds, with the deviation of the logarithms as a factor.
  private var smoothness: CurvePlots.Entry {
    let seeds = landscape.with.finished.count
    return entry(
      "landscape-smoothness", "Effective smoothness", "effective smoothness β",
      band: seeds > 1 ? "×/÷ deviation, \(seeds) seeds" : nil, isLogarithmic: true
    ) { points in
      let values = points.compactMap(\.smoothness).filter { $0 > 0 }.map { log($0) }
      guard values.count == points.count, !values.isEmpty else { return nil }
      let summary = MeanAndDeviation(values)
      let deviation = summary.deviation ?? 0
      return .init(
        x: Double(points[0].step), y: exp(summary.mean), low: exp(summary.mean - deviation),
        high: exp(summary.mean + deviation))
    }
  }

  /// A point and the ends of a band, each the mean over the seeds, less what is subtracted from both.
  private func bar(
    _ points: [LandscapePoint], _ middle: KeyPath<LandscapePoint, Double?>,
    low: KeyPath<LandscapePoint, Double?>, high: KeyPath<LandscapePoint, Double?>,
    less origin: KeyPath<LandscapePoint, Double>? = nil
  ) -> Plot.Point? {
    func mean(_ path: KeyPath<LandscapePoint, Double?>) -> Double? {
      let values = points.compactMap { point in
        point[keyPath: path].map { $0 - (origin.map { point[keyPath: $0] } ?? 0) }
      }
      return values.count == points.count && !values.isEmpty ? MeanAndDeviation(values).mean : nil
    }
    guard let middle = mean(middle), let low = mean(low), let high = mean(high) else { return nil }
    return .init(x: Double(points[0].step), y: middle, low: low, high: high)
  }

  private func entry(
    _ name: String, _ title: String, _ yTitle: String, band: String?,
    bounds: ClosedRange<Double> = -Double.infinity...Double.infinity, isLogarithmic: Bool = false,
    _ point: ([LandscapePoint]) -> Plot.Point?
  ) -> CurvePlots.Entry {
    let curves = landscape.arms.map { arm in
      Plot.Curve(name: arm.name, points: arm.pointsOfAllSeeds.compactMap(point))
    }
    let plot = Plot(
      title: title, xTitle: "step", yTitle: yTitle, curves: curves, bandTitle: band,
      bounds: bounds, isLogarithmic: isLogarithmic)
    return CurvePlots.Entry(name: name, plot: plot)
  }
}

extension Landscape.Arm {
  var finished: [LandscapeRun] { runs.filter { $0.failure == nil } }

  /// For each step that every finished run measured, the points of all.
  fileprivate var pointsOfAllSeeds: [[LandscapePoint]] {
    guard let first = finished.first else { return [] }
    let bySeed = finished.map { run in
      Dictionary(run.points.map { ($0.step, $0) }) { first, _ in first }
    }
    return first.points.compactMap { point in
      let points = bySeed.compactMap { $0[point.step] }
      return points.count == bySeed.count ? points : nil
    }
  }
}

extension LandscapePoint {
  fileprivate var lossAtStep: Double? { lengths.first { $0.steps == 1 }?.loss }
  fileprivate var changeAtStep: Double? { lengths.first { $0.steps == 1 }?.gradientChange }
}
