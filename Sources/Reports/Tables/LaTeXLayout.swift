/// How a table has room on a page of LaTeX's class `article`: as it is, with the titles of columns in lines, turned
/// by a right angle, or in parts.
struct LaTeXLayout {
  /// How wide and how high the text of a page is, in points, less a little as letters are not measured but known about.
  static let (pageWidth, pageHeight) = (335.0, 540.0)
  /// What stands between two columns.
  private static let gap = 12.0
  /// The size at which the widths of ``TextWidth`` are no less than those of LaTeX's letters of 10 points, with the
  /// room that it gives to signs.
  private static let letterSize = 8.5
  /// The width of words that go on in the next line.
  static let wordsWidth = 120.0
  private static let leastTitleWidth = 45.0

  /// The titles of the columns, each in its lines.
  let titles: [[String]]
  /// Whether the words of a column are broken into lines.
  let hasBrokenWords: [Bool]
  let isRotated: Bool
  /// The columns of each part, of which those on the left that say what a row is are in all.
  let parts: [[Int]]

  init(_ table: Table) {
    func width(_ text: String) -> Double { TextWidth.of(text, size: Self.letterSize) }
    let places = table.columns.indices
    let values = places.map { place in
      table.rows.map { width($0[place].text(in: .plain)) }.max() ?? 0
    }
    func widestWord(_ text: String) -> Double {
      text.split(separator: " ").map { width(String($0)) }.max() ?? 0
    }
    // Names without spaces cannot be broken.
    let isBroken = places.map { place in
      table.columns[place].kind == .text && values[place] > Self.wordsWidth
        && table.rows.allSatisfy {
          widestWord($0[place].text(in: .plain)) <= Self.wordsWidth
        }
    }
    let flat = places.map { place in
      max(isBroken[place] ? Self.wordsWidth : values[place], width(table.columns[place].title))
    }
    func whole(_ widths: [Double]) -> Double { widths.reduce(0) { $0 + $1 + Self.gap } }
    if whole(flat) <= Self.pageWidth {
      titles = table.columns.map { [$0.title] }
      (hasBrokenWords, isRotated, parts) = (isBroken, false, [Array(places)])
      return
    }
    let lines = places.map { place -> [String] in
      let title = table.columns[place].title
      let room = max(values[place], widestWord(title), Self.leastTitleWidth)
      return TextWidth.lines(title, within: room, size: Self.letterSize)
    }
    let widths = places.map { place in
      max(
        isBroken[place] ? Self.wordsWidth : values[place],
        lines[place].map(width).max() ?? 0)
    }
    (titles, hasBrokenWords) = (lines, isBroken)
    isRotated = whole(widths) > Self.pageWidth
    parts =
      isRotated
      ? Self.parts(of: table.columns, widths.map { $0 + Self.gap }) : [Array(places)]
  }

  /// The columns in as few parts as have room on turned pages; a column that is too wide by itself is a part.
  private static func parts(of columns: [Table.Column], _ widths: [Double]) -> [[Int]] {
    let leading = columns.prefix { $0.kind == .text }.count
    // What would leave no room for anything else is not said again.
    let isRepeated = widths[..<leading].reduce(0, +) < pageHeight / 2 && leading < columns.count
    let repeated = isRepeated ? Array(0..<leading) : []
    let start = repeated.reduce(0) { $0 + widths[$1] }
    var parts = [repeated]
    var width = start
    for place in columns.indices.dropFirst(repeated.count) {
      if width + widths[place] > pageHeight, parts[parts.count - 1].count > repeated.count {
        parts.append(repeated)
        width = start
      }
      parts[parts.count - 1].append(place)
      width += widths[place]
    }
    return parts
  }
}
