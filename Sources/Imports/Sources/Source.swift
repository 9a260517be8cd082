import Foundation
import Reports

/// A file, or a folder of files, that another program has left of one run.
package struct Source {
  /// What it holds.
  package let table: SourceTable
  /// The files that were read.
  package let files: [String]

  private enum Kind {
    case csv
    case jsonLines
    case events

    init?(_ name: String) {
      let lower = name.lowercased()
      if lower.contains("tfevents") {
        self = .events
      } else if lower.hasSuffix(".csv") || lower.hasSuffix(".tsv") {
        self = .csv
      } else if lower.hasSuffix(".jsonl") || lower.hasSuffix(".ndjson") {
        self = .jsonLines
      } else {
        return nil
      }
    }
  }

  /// Reads what is at `path`.
  ///
  /// Of a folder these are read: `metrics.csv`, as Lightning's `CSVLogger` leaves it; else all event files in
  /// it and below, whose tags get the names of the folders between (`train/epoch_loss`); else all tables, as
  /// exported from charts one by one, whose rows belong together.
  ///
  /// - Throws: `ImportError`, `FileError`, `FormatError`.
  package init(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      (table, files) = (try Self.table(of: path), [path])
      return
    }
    let names = (FileManager.default.subpaths(atPath: path) ?? []).sorted()
    func paths(_ wanted: [String]) -> [String] { wanted.map { path + "/" + $0 } }
    let events = names.filter { Kind(Self.name(of: $0)) == .events }
    let tables = names.filter { !$0.contains("/") && [.csv, .jsonLines].contains(Kind($0)) }
    if names.contains("metrics.csv") {
      files = paths(["metrics.csv"])
      table = try Self.table(of: files[0])
    } else if !events.isEmpty {
      files = paths(events)
      table = try SourceTable(
        events: events.map { (path + "/" + $0, String($0.dropLast(Self.name(of: $0).count))) },
        of: path)
    } else if !tables.isEmpty {
      files = paths(tables)
      table = SourceTable(joining: try files.map(Self.table), of: path)
    } else {
      throw ImportError.unknownKind(path: path)
    }
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  private static func table(of path: String) throws -> SourceTable {
    switch Kind(name(of: path)) {
    case .csv: try SourceTable(csv: path)
    case .jsonLines: try SourceTable(jsonLines: path)
    case .events: try SourceTable(events: [(path, "")], of: path)
    case nil: throw ImportError.unknownKind(path: path)
    }
  }
}

extension SourceTable {
  /// All rows of tables, one table after the other, under the columns of all.
  init(joining tables: [SourceTable], of folder: String) {
    self.init(
      file: folder, columns: tables.flatMap(\.columns).distinct,
      rows: tables.flatMap { table in
        table.rows.map { Row(place: "\(table.file), \($0.place)", cells: $0.cells) }
      })
  }
}
