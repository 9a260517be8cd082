import Foundation
import Settings

/// Which column of a table holds which number.
package struct ColumnMapping: Hashable, Sendable {
  private let columns: [ImportedNumber: String]

  /// The column of a number; `nil` where there is none.
  subscript(number: ImportedNumber) -> String? { columns[number] }

  /// Finds the columns of a table.
  ///
  /// - Parameters:
  ///   - given: The names that were said; the others are looked for among the usual ones.
  ///   - table: The table.
  /// - Throws: `ImportError` for a name that is not there, for several that fit, and where the training
  ///   loss has no column.
  package init(
    _ given: [ImportedNumber: String], of table: SourceTable
  ) throws(ImportError) {
    var columns: [ImportedNumber: String] = [:]
    for (number, name) in given.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard table.columns.contains(name) else {
        throw .noColumn(
          file: table.file, option: number.option.flag, wanted: "'\(name)'", columns: table.columns)
      }
      columns[number] = name
    }
    let taken = Set(given.values)
    for number in ImportedNumber.allCases where given[number] == nil {
      let usual = Set(number.usualNames)
      let found = table.columns.filter { !taken.contains($0) && usual.contains(Self.plain($0)) }
      if found.count > 1 {
        throw .severalColumns(file: table.file, option: number.option.flag, columns: found)
      }
      columns[number] = found.first
    }
    guard columns[.trainLoss] != nil else {
      throw .noColumn(
        file: table.file, option: ImportedNumber.trainLoss.option.flag, wanted: nil,
        columns: table.columns)
    }
    self.columns = columns
  }

  /// The letters and digits of a name, in lower case, without what says of which run it is (`run-3 - val_acc`)
  /// or that it is the mean of an epoch (`train_loss_epoch`, `epoch_loss`).
  private static func plain(_ name: String) -> String {
    let own = name.range(of: " - ", options: .backwards).map { name[$0.upperBound...] } ?? name[...]
    var words = own.lowercased().split { !$0.isLetter && !$0.isNumber }
    if words.count > 1 { words.removeAll { $0 == "epoch" } }
    return words.joined()
  }
}
