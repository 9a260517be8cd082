import RunRecords
import Statistics

/// How well the arms of a cell tell each class apart, over the finished runs.
struct ClassAccuracies {
  /// An arm, with the confusion of each seed that all arms have.
  struct Arm {
    var name: String
    var runs: [ClassConfusion]
  }

  let arms: [Arm]

  /// Those of the seeds of which all arms have a confusion; `nil` where there is none.
  ///
  /// - Throws: `FormatError` for a damaged file.
  init?(_ cell: Experiment.Cell, in folder: String) throws {
    let labels = cell.labelled.arms.map(\.name)
    let seeds = Set(cell.arms.flatMap(\.runs).map(\.seed)).sorted()
    var runs = cell.arms.map { _ in [ClassConfusion]() }
    for seed in seeds {
      let row = try cell.arms.map {
        try ClassConfusion(
          folder: folder + "/" + ExperimentFiles.run(of: seed, arm: $0.name, cell: cell.name))
      }
      if row.contains(nil) { continue }
      for (index, one) in row.enumerated() { if let one { runs[index].append(one) } }
    }
    self.init(zip(labels, runs).map { Arm(name: $0, runs: $1) })
  }

  /// Those of arms that have runs of the same seeds; `nil` where there is none.
  init?(_ arms: [Arm]) {
    guard let first = arms.first, !first.runs.isEmpty else { return nil }
    self.arms = arms
  }

  private var first: ClassConfusion { arms[0].runs[0] }

  /// The number of classes.
  var classCount: Int { arms.flatMap(\.runs).map(\.classCount).max() ?? 0 }

  /// The accuracy in each class, in every arm, and the differences to the first, seed by seed.
  func table(_ accuracy: Metric, caption: String) -> Table {
    let others = arms.dropFirst().map { "\($0.name) − \(arms[0].name)" }
    let accuracies = arms.map { arm in arm.runs.map(\.accuracies) }
    func value(_ arm: Int, _ run: Int, _ label: Int) -> Double? {
      let all = accuracies[arm][run]
      return all.indices.contains(label) ? all[label] : nil
    }
    let examples = first.examples
    let rows = (0..<classCount).compactMap { label -> [Table.Value]? in
      guard examples.indices.contains(label), examples[label] > 0 else { return nil }
      let means = arms.indices.map { arm in
        accuracy.spread(of: arms[arm].runs.indices.compactMap { value(arm, $0, label) })
      }
      let differences = arms.indices.dropFirst().map { arm in
        accuracy.spread(
          of: arms[arm].runs.indices.compactMap { run in
            value(arm, run, label).flatMap { own in value(0, run, label).map { own - $0 } }
          }, isSigned: true)
      }
      return [.text(first.name(of: label)), .count(examples[label])] + means + differences
    }
    return Table(
      caption: caption,
      columns: [.init("class", .text), .init("images", .number)]
        + arms.map { .init($0.name, .spread) } + others.map { .init($0, .spread) },
      rows: rows,
      notes: arms.count > 1
        ? [
          "The differences of single classes are not tested: among so many, some look large by chance."
        ] : [])
  }

  /// The confusion matrix of an arm: a row for each class, the mean count over the runs for each predicted one.
  func matrix(of arm: Arm) -> [[Double]] {
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: classCount), count: classCount)
    for entry in arm.runs.flatMap(\.counts) { sums[entry[0]][entry[1]] += Double(entry[2]) }
    return sums.map { row in row.map { $0 / Double(arm.runs.count) } }
  }

  /// What the class of a label is called.
  func name(of label: Int) -> String { first.name(of: label) }
}

extension Metric {
  /// The mean of some values with their deviation.
  fileprivate func spread(of values: [Double], isSigned: Bool = false) -> Table.Value {
    if values.isEmpty { return .missing }
    let all = MeanAndDeviation(values)
    return spread(all.mean, all.deviation, isSigned: isSigned)
  }
}
