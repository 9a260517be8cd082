import Foundation
import TestSupport

/// The tables of `docs/Tensors.md`.
struct TensorPage {
  /// A call of PyTorch, and the one that stands for it here.
  struct Row {
    let pyTorch: String
    let swift: String
  }

  let tables: [[Row]]

  init() throws {
    let text = try String(contentsOfFile: Fixture.repository + "/docs/Tensors.md", encoding: .utf8)
    let cells = /\| (.*[^\\]) \| `(.*)` \|/
    tables = text.components(separatedBy: "|---|---|\n").dropFirst().map { part in
      part.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
        .compactMap { line in
          line.wholeMatch(of: cells).map {
            Row(pyTorch: Self.plain($0.1.dropFirst().dropLast()), swift: Self.plain($0.2))
          }
        }
    }
  }

  private static func plain(_ cell: Substring) -> String {
    String(cell.replacing("\\|", with: "|"))
  }

  /// The code of a file, with one blank where there are several or a line ends.
  static func code(of path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8).replacing(/\s+/, with: " ")
  }
}

extension String {
  /// As a literal of Swift.
  var literal: String { contains("\"") ? "#\"\(self)\"#" : "\"\(self)\"" }
}
