package import Statistics

/// A table to be written as Markdown, CSV, LaTeX or HTML.
package struct Table: Hashable, Sendable {
  /// What the table shows, in a sentence.
  package var caption: String
  package var columns: [Column]
  package var rows: [[Value]]
  /// What a reader has to know, a sentence each.
  package var notes: [String]

  package init(caption: String, columns: [Column], rows: [[Value]], notes: [String] = []) {
    (self.caption, self.columns, self.rows, self.notes) = (caption, columns, rows, notes)
  }

  /// A column.
  package struct Column: Hashable, Sendable {
    package var title: String
    package var kind: Kind

    package init(_ title: String, _ kind: Kind) { (self.title, self.kind) = (title, kind) }
  }

  /// What the values of a column are, which says how many columns of a CSV file it takes.
  package enum Kind: Hashable, Sendable {
    case text
    case number
    case spread
    case interval
  }

  /// What stands in a row and column.
  package enum Value: Hashable, Sendable {
    case text(String)
    case count(Int)
    case number(Double, digits: Int, isSigned: Bool = false)
    /// A number of three significant digits.
    case significant(Double)
    /// A mean, with the deviation unless it is of one.
    case spread(Double, deviation: Double?, digits: Int, isSigned: Bool = false)
    /// A lower and an upper end, with a dagger where they are not reliable.
    case interval(Interval, digits: Int, isReliable: Bool = true)
    case missing
  }
}
