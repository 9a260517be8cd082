import Files

/// Why what another program recorded does not become a run.
package enum ImportError: Error, Hashable {
  /// The file or folder is none that is read.
  case unknownKind(path: String)
  /// What stands at a place of a file is not what stands there in its format.
  case damaged(file: String, place: String, expected: String, found: String)
  /// A number has no column, or one that is not there.
  case noColumn(file: String, option: String, wanted: String?, columns: [String])
  /// Several columns may be meant.
  case severalColumns(file: String, option: String, columns: [String])
  /// The epochs are not whole.
  case epochs(file: String, expected: String, found: String)
  /// A share is not in [0, 1].
  case notAShare(file: String, column: String, epoch: Int, value: Double)
  /// The folder has this run.
  case runIsThere(folder: String)
  /// The folder holds something else.
  case otherResults(folder: String, found: String)
  /// The run is none that its pair, or the others, can be compared with.
  case unpaired(file: String, expected: String, found: String)
}

extension ImportError: CustomStringConvertible {
  /// One sentence for the user.
  package var description: String {
    switch self {
    case .unknownKind(let path):
      "\(path.shown) cannot be imported: expected a file .csv, .tsv or .jsonl, a TensorBoard event file "
        + "(tfevents in its name), or a folder that holds such."
    case .damaged(let file, let place, let expected, let found):
      "In \(file.shown), \(place.shown): expected \(expected), found \(found.shown)."
    case .noColumn(let file, let option, nil, let columns):
      "In \(file.shown) no column is known as that of \(option): name it, one of \(Self.list(columns))."
    case .noColumn(let file, let option, let wanted?, let columns):
      "In \(file.shown) there is no column \(wanted.shown) for \(option): expected one of "
        + "\(Self.list(columns))."
    case .severalColumns(let file, let option, let columns):
      "In \(file.shown) several columns may be that of \(option): name one of \(Self.list(columns))."
    case .epochs(let file, let expected, let found):
      "The epochs in \(file.shown) are not whole: expected \(expected), found \(found)."
    case .notAShare(let file, let column, let epoch, let value):
      "In \(file.shown), column \(column.shown), epoch \(epoch): expected an accuracy in [0, 1], found "
        + "\(value); --percent takes accuracies for percent."
    case .runIsThere(let folder):
      "The folder \(folder.shown) holds a run of this arm and seed: expected none; remove it to import "
        + "another in its place."
    case .otherResults(let folder, let found):
      "The folder \(folder.shown) holds \(found): expected a new folder, or one of imported or recorded "
        + "runs."
    case .unpaired(let file, let expected, let found):
      "The run in \(file.shown) cannot be compared with the others: expected \(expected), found \(found)."
    }
  }

  private static let mostColumns = 20

  private static func list(_ columns: [String]) -> String {
    let names = columns.prefix(mostColumns).map(\.shown).joined(separator: ", ")
    return columns.count > mostColumns ? "\(names) and \(columns.count - mostColumns) more" : names
  }
}
