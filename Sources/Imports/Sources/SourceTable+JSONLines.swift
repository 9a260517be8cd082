import Files
import Foundation

extension SourceTable {
  /// Lines of JSON, an object each, whose numbers are the cells.
  ///
  /// Of a log with lines of several kinds, as `metrics.jsonl`, those of the kind `epoch` count.
  ///
  /// - Throws: `FileError`; `ImportError.damaged` for a line that is no object.
  init(jsonLines path: String) throws {
    let data = try WholeFile.read(path, atMost: Self.mostBytes)
    var (columns, rows): ([String], [Row]) = ([], [])
    var known: Set<String> = []
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(Self.isBlank) {
      let place = "line \(index + 1)"
      guard let object = try? JSONDecoder().decode([String: Cell].self, from: line) else {
        throw ImportError.damaged(
          file: path, place: place, expected: "an object of JSON",
          found: "'\(String(decoding: line.prefix(40), as: UTF8.self))'")
      }
      if case .text(let kind)? = object["kind"], kind != "epoch" { continue }
      let cells = object.compactMapValues(\.text)
      columns += cells.keys.filter { !known.contains($0) }.sorted()
      known.formUnion(cells.keys)
      rows.append(Row(place: place, cells: cells))
    }
    self.init(file: path, columns: columns, rows: rows)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0D || byte == 0x09
  }

  /// A value of an object, as far as it can be a cell.
  private enum Cell: Decodable {
    case text(String)
    case other

    var text: String? { if case .text(let text) = self { text } else { nil } }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if (try? container.decode(Bool.self)) != nil {
        self = .other
      } else if let number = try? container.decode(Double.self) {
        self = .text("\(number)")
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }
  }
}
