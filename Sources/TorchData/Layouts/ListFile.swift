import Foundation

/// A text of lines, as a data set lists its images.
///
/// UTF-8, with the line ends of Unix or of Windows; empty lines are passed over.
struct ListFile {
  /// A line with its number, from 1.
  struct Line {
    let file: String
    let number: Int
    let text: String

    /// The error that this line says something else than it should.
    func wrong(expected: String) -> DataError {
      .wrongLine(
        file: file, line: number, expected: expected,
        found: text.count > 80 ? text.prefix(80) + "…" : text)
    }
  }

  /// The most bytes of a list: twenty times the longest that there is.
  private static let largest = 256 << 20

  /// The path.
  let path: String
  /// The lines that are not empty; at least one.
  let lines: [Line]

  /// Reads the file at `path`.
  init(_ path: String) throws(DataError) {
    let file = try openDataFile(path)
    let bytes = try file.bytes(atMost: Self.largest + 1)
    guard bytes.count <= Self.largest else {
      throw .tooLong(file: path, expected: Self.largest, found: nil, compressed: false)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    var lines: [Line] = []
    let pieces = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, var piece) in pieces.enumerated() {
      while let last = piece.last, last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") {
        piece.removeLast()
      }
      if piece.isEmpty { continue }
      guard let line = String(validating: piece, as: UTF8.self), !piece.contains(0) else {
        throw .wrongLine(
          file: path, line: index + 1, expected: "UTF-8 without zeros",
          found: String(decoding: piece.prefix(80), as: UTF8.self))
      }
      lines.append(Line(file: path, number: index + 1, text: line))
    }
    if lines.isEmpty { throw .empty(file: path) }
    (self.path, self.lines) = (path, lines)
  }
}

extension ListFile.Line {
  /// The two parts that the first space divides the line into.
  func pair(_ expected: String) throws(DataError) -> (first: String, rest: String) {
    // A character of Swift may be a space with an accent.
    let parts = text.unicodeScalars.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { throw wrong(expected: expected) }
    return (String(parts[0]), String(parts[1]))
  }

  /// A whole number of `range` that `part` of the line must be.
  func number(
    _ part: String, in range: ClosedRange<Int>, _ expected: String
  ) throws(DataError) -> Int {
    guard let number = Int(part), range.contains(number) else { throw wrong(expected: expected) }
    return number
  }

  /// The path that `part` of the line must be: one that leads to a file below the folder.
  func path(_ part: String) throws(DataError) -> String {
    guard staysBelow(part) else { throw wrong(expected: "a path inside of the folder of images") }
    return part
  }
}

/// Whether a path leads from a folder to something below it.
///
/// Looked at byte by byte, as the system does: a character of Swift may be a slash with an accent.
func staysBelow(_ path: String) -> Bool {
  let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  let steps = ["", ".", ".."].map { Array($0.utf8) }
  return !path.utf8.contains(0) && !parts.contains { steps.contains(Array($0)) }
}
