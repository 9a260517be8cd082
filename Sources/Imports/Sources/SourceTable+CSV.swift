import Files
import Foundation
import SwiftCSV

extension SourceTable {
  /// The most bytes of a file that is read.
  static let mostBytes = 1 << 30

  /// Comma-separated values with the names of columns in the first line (RFC 4180); after the name of
  /// the file, separated by tabs or semicolons.
  ///
  /// - Throws: `FileError`; `ImportError.damaged` for what is no such file.
  init(csv path: String) throws {
    let data = try WholeFile.read(path, atMost: Self.mostBytes)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ImportError.damaged(
        file: path, place: "somewhere", expected: "a text in UTF-8", found: "other bytes")
    }
    // A mark that some programs put before a text.
    let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let delimiter: CSVDelimiter =
      path.lowercased().hasSuffix(".tsv") ? .tab : Self.delimiter(of: plain)
    let read: EnumeratedCSV
    do {
      read = try EnumeratedCSV(string: plain, delimiter: delimiter, loadColumns: false)
    } catch {
      throw ImportError.damaged(
        file: path, place: "somewhere", expected: "quotes in pairs", found: "\(error)")
    }
    let columns = read.header.map { $0.trimmingCharacters(in: .whitespaces) }
    if let twice = columns.firstRepeated {
      throw ImportError.damaged(
        file: path, place: "line 1", expected: "a name for each column", found: "'\(twice)' twice")
    }
    var rows: [Row] = []
    for (index, fields) in read.rows.enumerated() where fields != [""] {
      let place = "row \(index + 1) after the names of the columns"
      guard fields.count == columns.count else {
        throw ImportError.damaged(
          file: path, place: place, expected: "\(columns.count) fields", found: "\(fields.count)")
      }
      let cells = zip(columns, fields.map { $0.trimmingCharacters(in: .whitespaces) })
        .filter { !$1.isEmpty }
      rows.append(Row(place: place, cells: Dictionary(cells) { first, _ in first }))
    }
    self.init(file: path, columns: columns, rows: rows)
  }

  private static func delimiter(of text: String) -> CSVDelimiter {
    let names = text.prefix { !$0.isNewline }
    return [.semicolon, .tab].first { names.contains($0.rawValue) && !names.contains(",") }
      ?? .comma
  }
}

extension [String] {
  /// The first that stands in it before.
  var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
