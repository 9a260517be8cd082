import CentralizeOptions
import RunRecords
import Statistics

/// The tables of an experiment.
package struct ResultTables {
  /// A table and what its files are called.
  package struct Entry {
    /// The name of the files, without what follows the point.
    package var name: String
    package var table: Table
  }

  package let experiment: Experiment
  let statistics: ExperimentStatistics

  var task: TaskDescription { experiment.task }
  var headline: Metric { task[task.headline] }

  package init(_ experiment: Experiment, _ statistics: ExperimentStatistics) {
    self.experiment = experiment.labelled
    self.statistics = statistics.labelled(like: experiment)
  }

  /// All tables that have something to show.
  package var all: [Entry] {
    var entries = [
      Entry(name: (task.metrics.first ?? task.loss).name, table: results),
      Entry(name: "statistics", table: differences),
      Entry(name: "epochs", table: epochs), Entry(name: "speed", table: speed),
    ]
    if let ownLearningRates {
      entries.append(Entry(name: "learning-rates", table: ownLearningRates))
    }
    return entries.filter { !$0.table.rows.isEmpty }
  }

  /// The table 1 of the paper: the result after the last epoch, by cell and arm, and beside it how far
  /// each arm is from the first.
  package var results: Table {
    let allNames = statistics.cells.flatMap(\.arms).map(\.name).distinct
    let allPairs = statistics.cells.flatMap(\.pairs).map(Self.name).distinct
    let (names, pairs) = (allNames.prefix(Self.mostColumns), allPairs.prefix(Self.mostColumns))
    let hidden = allNames.count + allPairs.count - names.count - pairs.count
    let rows = zip(experiment.cells, statistics.cells).map { cell, numbers -> [Table.Value] in
      let arms = names.map { name in numbers.arms.first { $0.name == name } }
      let values = arms.map { arm in
        arm?.summary(task.headline).map { headline.spread($0.mean, $0.deviation) } ?? .missing
      }
      let differences = pairs.map { name in
        numbers.pairs.first { Self.name(of: $0) == name }?[task.headline].map {
          headline.spread($0.mean, $0.deviation, isSigned: true)
        } ?? .missing
      }
      let counts = arms.compactMap { $0?.seeds.count }
      let seeds =
        Set(counts).count == 1 ? "\(counts[0])" : counts.map(String.init).joined(separator: " / ")
      return [.text(cell.label), .text(seeds)] + values + differences
    }
    let isOfOne = statistics.cells.allSatisfy { $0.arms.allSatisfy { $0.seeds.count < 2 } }
    return Table(
      caption: headline.tableTitle.capitalizedFirst + " after the last epoch",
      columns: [.init("experiment", .text), .init("seeds", .text)]
        + (names + pairs).map { .init($0, .spread) }, rows: rows,
      notes: [
        isOfOne
          ? "One seed, so no deviation."
          : "Mean ± standard deviation over the seeds; differences are taken seed by seed."
      ] + (hidden > 0 ? ["\(hidden) more columns have no room."] : []) + overflows + earlyEnds
        + failures)
  }

  /// The most arms, and the most pairs of arms, that have a column of their own.
  static let mostColumns = 40
  /// The most failures that are told one by one.
  private static let mostFailures = 100

  private static func name(of pair: PairStatistics) -> String {
    "\(pair.other) − \(pair.reference)"
  }

  /// The differences of every measure, by cell and pair of arms.
  package var differences: Table {
    let rows = zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.pairs.flatMap { pair in
        pair.measures.map { entry in
          [.text(cell.label), .text(Self.name(of: pair))]
            + Self.row(task[entry.measure], entry.difference)
        }
      }
    }
    return Table(
      caption: "Differences after the last epoch, taken seed by seed",
      columns: [.init("experiment", .text), .init("arms", .text), .init("measure", .text)]
        + Self.differenceColumns, rows: rows, notes: differenceNotes)
  }

  /// The training loss and the headline of every epoch, by cell and arm.
  package var epochs: Table {
    let names = experiment.cells.first?.arms.map(\.name) ?? []
    let cells = experiment.cells.filter { $0.arms.map(\.name) == names }
    let measures = [Measure.trainLoss, task.headline]
    let rows = cells.flatMap { cell in
      let runs = cell.arms.map { arm in arm.finished }
      let count = runs.joined().map(\.epochs.count).max() ?? 0
      return (0..<count).map { index -> [Table.Value] in
        [.text(cell.label), .count(index + 1)]
          + measures.flatMap { measure in
            runs.map { runs in
              let values = runs.compactMap { run in
                index < run.epochs.count ? measure.value(of: run.epochs[index]) : nil
              }
              guard !values.isEmpty else { return .missing }
              let summary = MeanAndDeviation(values)
              return task[measure].spread(summary.mean, summary.deviation)
            }
          }
      }
    }
    return Table(
      caption: "\(task[.trainLoss].title.capitalizedFirst) and \(headline.title) by epoch",
      columns: [.init("experiment", .text), .init("epoch", .number)]
        + measures.flatMap { measure in
          names.map { .init(task[measure].columnTitle + ", " + $0, .spread) }
        }, rows: rows)
  }

  /// Each arm at its own best learning rate; `nil` where that was not looked for.
  package var ownLearningRates: Table? {
    guard case .found(let rates) = statistics.ownLearningRates else { return nil }
    let rows = rates.map { rate -> [Table.Value] in
      let label = rate.settings.isEmpty ? "the grid" : Experiment.Cell.label(of: rate.settings)
      let choices = [rate.reference, rate.other].flatMap { choice -> [Table.Value] in
        [
          .significant(choice.learningRate),
          choice.means[task.headline.rawValue].map { headline.spread($0, choice.deviation) }
            ?? .missing,
        ]
      }
      let difference =
        rate.difference.map { Array(Self.row(headline, $0).dropFirst()) }
        ?? Self.differenceColumns.map { _ in .missing }
      return [.text(label), .text("\(rate.other.arm) − \(rate.reference.arm)")]
        + [.count(rate.candidates.count)] + choices + difference
    }
    return Table(
      caption: headline.tableTitle.capitalizedFirst + " of each arm at its own best learning rate",
      columns: [
        .init("experiment", .text), .init("arms", .text), .init("candidates", .number),
        .init("rate of the reference", .number), .init("reference", .spread),
        .init("rate of the other", .number), .init("other", .spread),
      ] + Self.differenceColumns, rows: rows,
      notes: [
        "The rate with the \(task[task.choice].best) mean \(task[task.choice].title) after the last "
          + "epoch; both arms choose among the same rates, and test images have no say."
      ] + differenceNotes)
  }

  /// How many steps of each arm were left out in fp16; nothing where none was.
  private var overflows: [String] {
    let arms = experiment.cells.flatMap(\.arms)
    let counts = arms.map(\.name).distinct.prefix(Self.mostColumns).map { name in
      let epochs = arms.filter { $0.name == name }.flatMap(\.finished).flatMap(\.epochs)
      return (name: name, steps: epochs.compactMap(\.overflowedSteps).reduce(0, +))
    }
    guard counts.contains(where: { $0.steps > 0 }) else { return [] }
    return [
      "Steps left out in fp16, since their gradients had overflowed: "
        + counts.map { "\($0.name) \($0.steps)" }.joined(separator: ", ") + "."
    ]
  }

  private var failures: [String] {
    let all = allFailures
    let rest = all.count - Self.mostFailures
    return all.prefix(Self.mostFailures) + (rest > 0 ? ["And \(rest) more like these."] : [])
  }

  private var allFailures: [String] {
    zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.arms.flatMap { arm -> [String] in
        let failed = arm.failures.map {
          "\(cell.label), \(arm.name), seed \($0.seed) failed: \($0.reason)"
        }
        let open = arm.unfinished
        return failed
          + (open == 0 ? [] : ["\(cell.label), \(arm.name): not finished yet: \(open)."])
      }
    }
  }
}

extension Metric {
  func spread(_ mean: Double, _ deviation: Double?, isSigned: Bool = false) -> Table.Value {
    .spread(
      mean * scale, deviation: deviation.map { $0 * scale }, digits: digits, isSigned: isSigned)
  }

  func interval(_ interval: Interval?, isReliable: Bool = true) -> Table.Value {
    guard let interval else { return .missing }
    return .interval(
      Interval(low: interval.low * scale, high: interval.high * scale), digits: digits,
      isReliable: isReliable)
  }

  package func value(_ value: Double?) -> Table.Value {
    value.map { .number($0 * scale, digits: digits) } ?? .missing
  }
}

extension [String] {
  /// Each text once, in the order in which they first stand here.
  package var distinct: [String] {
    var known: Set<String> = []
    return filter { known.insert($0).inserted }
  }
}
