/// The variables of an environment, with what is wrong about them said in one way.
struct EnvironmentVariables {
  private let values: [String: String]

  /// A variable that is empty is not set.
  init(_ values: [String: String]) { self.values = values.filter { !$0.value.isEmpty } }

  subscript(name: String) -> String? { values[name] }

  /// The first of some variables that is set.
  func first(of names: String...) -> (name: String, value: String)? {
    for name in names { if let value = values[name] { return (name, value) } }
    return nil
  }

  /// A whole number in a range, if the variable is set.
  func number(
    _ name: String, in range: ClosedRange<Int>, _ expected: @autoclosure () -> String
  ) throws(EnvironmentError) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else { throw wrong(name, expected()) }
    return number
  }

  /// A whole number in a range, of a variable that must be set.
  func requiredNumber(
    _ name: String, in range: ClosedRange<Int>, _ expected: @autoclosure () -> String
  ) throws(EnvironmentError) -> Int {
    guard let number = try number(name, in: range, expected()) else {
      throw wrong(name, expected())
    }
    return number
  }

  func wrong(_ name: String, _ expected: String) -> EnvironmentError {
    EnvironmentError(name, expected: expected, found: values[name])
  }
}
