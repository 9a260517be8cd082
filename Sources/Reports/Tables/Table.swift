public import Statistics

/// A table to be written as Markdown, CSV, LaTeX or HTML.
public struct Table: Hashable, Sendable {
  /// What the table shows, in a sentence.
  public var caption: String
  /// The columns.
  public var columns: [Column]
  /// The rows; each has a value for every column.
  public var rows: [[Value]]
  /// What a reader has to know, a sentence each.
  public var notes: [String]

  /// A table of its parts.
  public init(caption: String, columns: [Column], rows: [[Value]], notes: [String] = []) {
    (self.caption, self.columns, self.rows, self.notes) = (caption, columns, rows, notes)
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// The text at its head.
    public var title: String
    /// What its values are.
    public var kind: Kind

    /// A column of a title.
    public init(_ title: String, _ kind: Kind) {
      (self.title, self.kind) = (title, kind)
    }
  }

  /// What the values of a column are, which says how many columns of a CSV file it takes.
  public enum Kind: Hashable, Sendable {
    /// Words, to the left.
    case text
    /// Numbers, to the right.
    case number
    /// A mean and its deviation.
    case spread
    /// A lower and an upper end.
    case interval
  }

  /// What stands in a row and column.
  public enum Value: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A whole number.
    case count(Int)
    /// A number with digits after the point.
    case number(Double, digits: Int, isSigned: Bool = false)
    /// A number of three significant digits.
    case significant(Double)
    /// A mean, with the deviation unless it is of one.
    case spread(Double, deviation: Double?, digits: Int, isSigned: Bool = false)
    /// A lower and an upper end, with a dagger where they are not reliable.
    case interval(Interval, digits: Int, isReliable: Bool = true)
    /// Nothing to say.
    case missing
  }
}
