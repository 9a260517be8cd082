import RunRecords
import Statistics
import CentralizeOptions
import Foundation

/// The tables of a landscape.
struct LandscapeTables {
  let landscape: Landscape
  package let comparisons: [LandscapeComparison]

  /// The tables of what was measured and how it compares.
  init(_ landscape: Landscape, _ comparisons: [LandscapeComparison]) {
    (self.landscape, self.comparisons) = (landscape, comparisons)
  }

  /// All tables that have something to show.
  var all: [ResultTables.Entry] {
    [
      ResultTables.Entry(name: "landscape-smoothness", table: smoothness),
      ResultTables.Entry(name: "landscape-quarters", table: quarters),
      ResultTables.Entry(name: "landscape-steps", table: steps),
      ResultTables.Entry(name: "landscape-energy", table: energy),
      ResultTables.Entry(name: "landscape-theorem", table: theorem),
    ].filter { !$0.table.rows.isEmpty }
  }

  /// The three measures: each arm's mean, and with divided by without.
  var smoothness: Table {
    let (without, with) = (landscape.without.name, landscape.with.name)
    let condition = with.asCondition
    let rows = comparisons.compactMap { comparison -> [Table.Value]? in
      guard let ratio = comparison.ratio else { return nil }
      let interval = comparison.difference?.student.map {
        Interval(low: exp($0.low), high: exp($0.high))
      }
      let spreads = comparison.means.map { values -> Table.Value in
        let summary = MeanAndDeviation(values)
        return .spread(summary.mean, deviation: summary.deviation, digits: 4)
      }
      return [.text(comparison.measure.title)] + spreads
        + [
          .number(ratio, digits: 3), interval.map { .ratios($0) } ?? .missing,
          comparison.difference?.correctedPValue.map { .significant($0) } ?? .missing,
          .text("\(comparison.smaller) of \(comparison.count)"),
        ]
    }
    return Table(
      caption: "How rough the loss is along the steps, \(with) against \(without), " + seedWords,
      columns: [
        .init("measure", .text), .init(without, .spread), .init(with, .spread),
        .init("\(with) / \(without)", .number), .init("95 % interval, t", .text),
        .init("p, corrected", .number), .init("steps where it is smaller \(condition)", .text),
      ], rows: rows,
      notes: [
        "Geometric means over the measured steps, and mean ± deviation of those over the seeds. The ratio "
          + "is the geometric mean over steps and seeds; interval and p-value are of its logarithm, seed "
          + "by seed. Below 1: smoother \(condition)."
      ])
  }

  var quarters: Table {
    let rows = comparisons.filter { $0.count > 0 }.map { comparison -> [Table.Value] in
      [.text(comparison.measure.title)]
        + comparison.quarters.map { $0.map { .number($0, digits: 3) } ?? .missing }
    }
    let titles = ["first quarter", "second", "third", "last"]
    return Table(
      caption: "\(landscape.with.name) / \(landscape.without.name) in the course of the training",
      columns: [.init("measure", .text)] + titles.map { .init($0, .number) }, rows: rows,
      notes: ["Geometric means over the steps of a quarter and the seeds. Not tested."])
  }

  /// Every measured step of every run.
  var steps: Table {
    let rows = landscape.arms.flatMap { arm in
      arm.runs.flatMap { run in
        run.points.map { point -> [Table.Value] in
          func value(_ number: Double?) -> Table.Value {
            number.map { .significant($0) } ?? .missing
          }
          return [
            .text(arm.name), .text("\(run.seed)"), .count(point.step), value(point.loss),
            value(point.lowestLoss), value(point.highestLoss), value(point.gradientNorm),
            value(point.leastGradientChange), value(point.mostGradientChange),
            value(point.lengths.first { $0.steps == 1 }?.distance), value(point.smoothness),
            value(point.centralizedSmoothness),
          ]
        }
      }
    }
    return Table(
      caption: "What was found around every measured step",
      columns: [
        .init("arm", .text), .init("seed", .text), .init("step", .number), .init("loss", .number),
        .init("lowest loss", .number), .init("highest loss", .number),
        .init("norm of the gradient", .number), .init("least change of the gradient", .number),
        .init("most change of the gradient", .number), .init("length of the step", .number),
        .init("effective smoothness β", .number), .init("β of the centralized gradient", .number),
      ], rows: rows)
  }

  var seedWords: String {
    let seeds = landscape.with.runs.count
    return seeds == 1 ? "one seed" : "\(seeds) seeds"
  }
}

extension Table.Value {
  fileprivate static func ratios(_ interval: Interval) -> Table.Value {
    .text("\(fixed(interval.low, 3, false)) to \(fixed(interval.high, 3, false))")
  }
}
