import Files
package import RunRecords

/// The epochs of a run, made of the rows of a table.
///
/// With a column of epochs, the last value of each number in an epoch counts. Without, rows are taken in the
/// order of their steps, and each that has what was evaluated ends an epoch.
package struct ImportedEpochs: Sendable {
  /// The epochs up to the first number that is not finite, counted from 1.
  package private(set) var epochs: [EpochMetrics] = []
  /// Why the run has failed; `nil` where it came to its end.
  package private(set) var failure: String?
  /// Whether the source counts epochs from 0.
  package private(set) var countsFromZero = false
  /// What was evaluated, as files know it.
  package var evaluated: Set<String> { Set(epochs.flatMap(\.evaluated.keys)) }

  private typealias Values = [ImportedNumber: Double]
  private let table: SourceTable
  private let mapping: ColumnMapping
  private let scale: Double

  /// - Parameters:
  ///   - table: The table.
  ///   - mapping: Its columns.
  ///   - isInPercent: Whether accuracies are in percent.
  /// - Throws: `ImportError` where epochs lack, or one lacks its training loss, where the last epoch lacks
  ///   what others have, and for accuracies that are none.
  package init(
    _ table: SourceTable, _ mapping: ColumnMapping, isInPercent: Bool = false
  ) throws(ImportError) {
    (self.table, self.mapping, scale) = (table, mapping, isInPercent ? 100 : 1)
    let found = try mapping[.epoch] == nil ? epochsBySteps() : epochsByNumber()
    guard !found.isEmpty else {
      throw .epochs(file: table.file, expected: "one or more", found: "none")
    }
    for (index, values) in found.enumerated() {
      try add(values, as: index + 1)
      if failure != nil { return }
    }
    try checkTheLast()
  }

  /// The values of each epoch, by a column that numbers them.
  private mutating func epochsByNumber() throws(ImportError) -> [Values] {
    var found: [Int: Values] = [:]
    for row in table.rows {
      let values = try values(of: row)
      guard let number = values[.epoch] else { continue }
      guard let epoch = Int(exactly: number), epoch >= 0 else {
        throw .damaged(
          file: table.file, place: row.place, expected: "a whole number of an epoch",
          found: "\(number)")
      }
      found[epoch, default: [:]].merge(values) { $1 }
    }
    var numbers = found.keys.sorted()
    // What is measured after the training has the number of an epoch that was not trained.
    if numbers.count > 1, let last = numbers.last, let measured = found[last],
      measured[.trainLoss] == nil, let before = found[last - 1]
    {
      found[last - 1] = before.merging(measured) { own, _ in own }
      numbers.removeLast()
    }
    countsFromZero = numbers.first == 0
    let first = countsFromZero ? 0 : 1
    for (index, number) in numbers.enumerated() where number != index + first {
      throw .epochs(
        file: table.file,
        expected: index == 0
          ? "1 or 0 to be the first" : "\(index + first) after \(numbers[index - 1])",
        found: "\(number)")
    }
    return numbers.compactMap { found[$0] }
  }

  /// The values of each epoch, by rows that end one.
  private func epochsBySteps() throws(ImportError) -> [Values] {
    let marks = ImportedNumber.evaluated + [.trainLoss]
    guard let mark = marks.first(where: { mapping[$0] != nil }) else { return [] }
    var steps: [(step: Double, values: Values)] = []
    for row in table.rows {
      let values = try values(of: row)
      let step = values[.step] ?? Double(steps.count)
      if mapping[.step] != nil, let same = steps.firstIndex(where: { $0.step == step }) {
        steps[same].values.merge(values) { $1 }
      } else {
        steps.append((step, values))
      }
    }
    var (found, current): ([Values], Values) = ([], [:])
    for (_, values) in steps.sorted(by: { $0.step < $1.step }) {
      current.merge(values) { $1 }
      guard values[mark] != nil else { continue }
      found.append(current)
      current = [:]
    }
    return found
  }

  private func values(of row: SourceTable.Row) throws(ImportError) -> Values {
    var values: Values = [:]
    for number in ImportedNumber.allCases {
      guard let column = mapping[number] else { continue }
      values[number] = try table.number(column, in: row)
    }
    return values
  }

  private mutating func add(_ values: Values, as epoch: Int) throws(ImportError) {
    guard let trainLoss = values[.trainLoss] else {
      throw .epochs(
        file: table.file, expected: "a training loss in epoch \(epoch)",
        found: "none in column \((mapping[.trainLoss] ?? "").shown)")
    }
    var numbers: [String: Double] = [:]
    for number in [.trainLoss] + ImportedNumber.evaluated {
      guard let value = values[number] else { continue }
      guard value.isFinite else {
        failure = "\(number.rawValue) was \(value) in epoch \(epoch)"
        return
      }
      numbers[number.rawValue] = number.isShare ? try share(value, number, epoch) : value
    }
    numbers[ImportedNumber.trainLoss.rawValue] = nil
    epochs.append(
      EpochMetrics(
        epoch: epoch, step: values[.step].flatMap { Int(exactly: $0) } ?? epoch,
        trainLoss: trainLoss, evaluated: numbers,
        learningRate: values[.learningRate].flatMap { $0.isFinite ? $0 : nil } ?? 0))
  }

  private func share(
    _ value: Double, _ number: ImportedNumber, _ epoch: Int
  ) throws(ImportError) -> Double {
    guard (0...scale).contains(value) else {
      throw .notAShare(
        file: table.file, column: mapping[number] ?? "", epoch: epoch, value: value)
    }
    return value / scale
  }

  /// The result is what was measured after the last epoch: it may lack before, but not there.
  private func checkTheLast() throws(ImportError) {
    guard let last = epochs.last else { return }
    for name in evaluated.sorted() where last.evaluated[name] == nil {
      throw .epochs(
        file: table.file, expected: "\(name) after the last epoch, \(last.epoch)", found: "none")
    }
  }
}
