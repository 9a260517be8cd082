import CentralizeOptions
import Foundation

/// The tables of a landscape.
struct LandscapeTables {
  let landscape: Landscape
  let comparisons: [LandscapeComparison]

  /// The tables of what was measured and how it compares.
  init(_ landscape: Landscape, _ comparisons: [LandscapeComparison]) {
    (self.landscape, self.comparisons) = (landscape, comparisons)
  }

  /// All tables that have something to show.
  var all: [ResultTables.Entry] {
    [
      ResultTables.Entry(name: "landscape-smoothness", table: smoothness),
      ResultTables.Entry(name: "landscape-steps", table: steps),
      ResultTables.Entry(name: "landscape-energy", table: energy),
      ResultTables.Entry(name: "landscape-theorem", table: theorem),
    ].filter { !$0.table.rows.isEmpty }
  }

  /// The three measures: each arm's mean, and with divided by without.
  var smoothness: Table {
    let (without, with) = (landscape.without.name, landscape.with.name)
    let rows = comparisons.compactMap { comparison -> [Table.Value]? in
      guard let ratio = comparison.ratio else { return nil }
      let interval = comparison.difference?.student.map {
        Interval(low: exp($0.low), high: exp($0.high))
      }
      return [.text(comparison.measure.title)]
        + comparison.means.map { values in
          let summary = MeanAndDeviation(values)
          return .spread(summary.mean, deviation: summary.deviation, digits: 4)
        } + [
          .number(ratio, digits: 3), interval.map { .ratios($0) } ?? .missing,
          comparison.difference?.correctedPValue.map { .significant($0) } ?? .missing,
          .text("\(comparison.smaller) of \(comparison.count)"),
        ]
    }
    return Table(
      caption: "How rough the loss is along the steps, \(with) against \(without), "
        + seedWords,
      columns: [
        .init("measure", .text), .init(without, .spread), .init(with, .spread),
        .init("\(with) / \(without)", .number), .init("95 % interval, t", .text),
        .init("p, corrected", .number), .init("steps where \(with) is smaller", .text),
      ],
      rows: rows,
      notes: [
        "The ratio is the geometric mean over the measured steps, then over the seeds; interval and "
          + "p-value are of its logarithm, seed by seed. Below 1: smoother with \(with)."
      ])
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

  /// The share of the gradient's energy in the mean, weight by weight.
  var energy: Table {
    let columns = landscape.arms.flatMap { arm in
      ["mean", "least", "most"].map { Table.Column("\(arm.name), \($0)", .number) }
    }
    let rows = names.map { name -> [Table.Value] in
      let values = landscape.arms.flatMap { arm -> [Table.Value] in
        let shares = arm.finished.flatMap(\.points).flatMap(\.shares)
          .filter { $0.name == name }.map { $0.share * 100 }
        guard let least = shares.min(), let most = shares.max() else {
          return [.missing, .missing, .missing]
        }
        return [MeanAndDeviation(shares).mean, least, most].map { .number($0, digits: 2) }
      }
      return [.text(name)] + values
    }
    return Table(
      caption: "Share of the gradient's energy in % that centralization takes, ‖g − Φ(g)‖²/‖g‖²",
      columns: [.init("weight", .text)] + columns,
      rows: rows.filter { row in row.contains { if case .number = $0 { true } else { false } } },
      notes: [
        "Of the loss's own gradient, before weight decay: over all measured steps and seeds. In "
          + "\(landscape.without.name) it is what centralization would have taken."
      ])
  }

  /// The weights that centralization is for in the arm with it, in the order of the network.
  private var names: [String] {
    landscape.with.runs.flatMap(\.points).first?.shares.map(\.name) ?? []
  }

  /// The output-space theorem, layer by layer.
  var theorem: Table {
    let rows = (landscape.with.finished.first?.shifts ?? []).map { shift -> [Table.Value] in
      let arms = [landscape.with, landscape.without].map { arm in
        arm.finished.flatMap(\.shifts).filter { $0.name == shift.name }
      }
      func most(_ shifts: [OutputShift], _ value: (OutputShift) -> Double) -> Table.Value {
        shifts.map(value).max().map { .significant($0) } ?? .missing
      }
      let isPromised = arms[0].allSatisfy(\.isPromised)
      let verdict =
        !isPromised
        ? "not promised" : arms[0].allSatisfy(\.holds) ? "holds, to rounding" : "broken"
      return [
        .text(shift.name), .count(shift.inputs), .text(verdict),
        most(arms[0]) { $0.fromInitial }, most(arms[0]) { $0.tolerance },
        most(arms[0]) { $0.fromCurrent }, most(arms[1]) { $0.fromInitial },
      ]
    }
    let (with, without) = (landscape.with.name, landscape.without.name)
    return Table(
      caption:
        "A constant c added to all inputs of a trained layer: how far its output is from moving "
        + "by c·1ᵀw⁰",
      columns: [
        .init("weight", .text), .init("inputs", .number), .init("theorem with \(with)", .text),
        .init("\(with), from c·1ᵀw⁰", .number), .init("rounding explains", .number),
        .init("\(with), from c·1ᵀw", .number), .init("\(without), from c·1ᵀw⁰", .number),
      ],
      rows: rows,
      notes: [
        "The largest deviation over output units, images, places and seeds, as a share of |c|·max Σ|w|, the "
          + "farthest that a unit could move; computed in float64 on images of the last step. That the "
          + "output moves by c·1ᵀw, with the weights of now, is true of any weights, and shows how "
          + "exact the check is."
      ])
  }

  var seedWords: String {
    let seeds = landscape.with.runs.count
    return seeds == 1 ? "one seed" : "\(seeds) seeds"
  }
}

extension Table.Value {
  /// The ends of an interval of ratios.
  fileprivate static func ratios(_ interval: Interval) -> Table.Value {
    .text("\(fixed(interval.low, 3, false)) to \(fixed(interval.high, 3, false))")
  }
}
