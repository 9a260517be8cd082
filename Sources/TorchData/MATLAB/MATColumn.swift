/// A column of a MATLAB file: texts or whole numbers.
struct MATColumn {
  enum Value: Hashable {
    case text(String)
    case number(Int)
  }

  let file: String
  /// A variable, or `variable/field`.
  let name: String
  /// The values, in the order of the file.
  var values: [Value] = []

  /// The values, which must all be texts.
  func texts() throws(DataError) -> [String] {
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else { throw wrong("texts", "a number") }
      texts.append(text)
    }
    return texts
  }

  /// The values, which must all be numbers.
  func numbers() throws(DataError) -> [Int] {
    var numbers: [Int] = []
    for value in values {
      guard case .number(let number) = value else { throw wrong("numbers", "a text") }
      numbers.append(number)
    }
    return numbers
  }

  private func wrong(_ expected: String, _ found: String) -> DataError {
    .corruptMAT(file: file, reason: "'\(name)' must hold \(expected), and holds \(found)")
  }
}
