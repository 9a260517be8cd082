import CMatio

/// Prints columns; a variable stays in memory as long as the next column is of it.
struct ColumnWriter {
  private var last: (name: String, variable: MATVariable)?

  /// Prints the column called `variable` or `variable/field`.
  mutating func write(_ column: String, of file: MATFile) throws(MATError) {
    let parts = column.split(separator: "/", maxSplits: 1).map(String.init)
    let variable: MATVariable
    if let last, last.name == parts[0] {
      variable = last.variable
    } else {
      last = nil
      variable = try file.variable(parts[0])
      last = (parts[0], variable)
    }
    print("=\(column)")
    try variable.values(of: parts.dropFirst().first) { value in
      switch value {
      case .text(let text): print("T\(text)")
      case .number(let number): print("N\(number)")
      }
    }
  }

  /// Says that nothing is missing.
  func end() { print(".") }
}
