/// What an option's value looks like, and its range.
package enum OptionKind: Sendable {
  case wholeNumber(ClosedRange<Int>)
  case number(NumberRange)
  case text
  case form(any TextValue.Type)
  /// A list such as `0,2,5-7`; in a file also a list of entries.
  case list(any TextValue.Type)
  case choice([String])
  /// `--option` or nothing.
  case flag
  /// `--option` or `--no-option`.
  case invertibleFlag

  /// One of the words of an enumeration.
  package static func choice<Name>(of names: Name.Type) -> OptionKind
  where Name: CaseIterable & RawRepresentable<String> { .choice(names.allCases.map(\.rawValue)) }

  /// What a value must be, to follow "must be", said to someone who wrote a text that is not.
  package func expectation(for text: String) -> String {
    switch self {
    case .wholeNumber:
      text.allSatisfy(\.isNumber) ? "a whole number up to \(Int.max)" : "a whole number"
    case .number: "a number"
    case .text, .form: "a text"
    case .list: "a text or a list"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .flag, .invertibleFlag: "true or false"
    }
  }

  /// Whether a text on the command line is a value of this kind, ranges aside.
  package func accepts(_ text: String) -> Bool {
    switch self {
    case .wholeNumber: Int(text) != nil
    case .number: Double(text) != nil
    case .choice(let names): names.contains(text)
    case .text, .form, .list, .flag, .invertibleFlag: true
    }
  }
}
