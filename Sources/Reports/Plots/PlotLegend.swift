/// Where the names of curves stand above a plot: all of them, in as many rows as they take.
struct PlotLegend {
  /// A name with a sample of its curve, or what the band is.
  struct Entry {
    /// The number of the curve; `nil` for the band.
    var curve: Int?
    /// The name, in lines one below the other.
    var lines: [String]
    /// Where the sample begins.
    var x: Double
    /// The row of the first line, from 0.
    var row: Int
  }

  static let rowHeight = 14.0
  /// From the beginning of the sample to the name.
  static let indent = 24.0
  private static let margin = 5.0
  private static let gap = 12.0

  let entries: [Entry]
  let rows: Int

  /// The legend of curves of these names, within the width of a plot.
  ///
  /// Names that do not stand in one row stand in columns; where one is too long for that, one after the other.
  init(_ names: [String], bandTitle: String?) {
    let room = PlotLayout.width - 2 * Self.margin
    let texts = names + [bandTitle].compactMap { $0 }
    let lines = texts.map {
      TextWidth.lines($0, within: room - Self.indent, size: PlotLayout.fontSize)
    }
    let widths = lines.map { lines in
      Self.indent
        + (lines.map { TextWidth.of($0, size: PlotLayout.fontSize) }.max() ?? 0)
    }
    let widest = widths.prefix(names.count).max() ?? 0
    let isOneRow = widths.reduce(-Self.gap) { $0 + $1 + Self.gap } <= room
    let isInColumns = !isOneRow && 2 * widest + Self.gap <= room
    var entries: [Entry] = []
    var (x, row, height) = (0.0, 0, 0)
    for (index, own) in lines.enumerated() {
      let isCurve = index < names.count
      if x > 0, x + (isInColumns && isCurve ? widest : widths[index]) > room {
        (x, row, height) = (0, row + height, 0)
      }
      entries.append(
        Entry(curve: isCurve ? index : nil, lines: own, x: Self.margin + x, row: row))
      x += (isInColumns ? widest : widths[index]) + Self.gap
      height = max(height, own.count)
    }
    (self.entries, rows) = (entries, row + height)
  }
}
