import Synchronization

/// A long option of the command, also a key of a configuration file.
///
/// It knows what it takes, and what is said of it. Two are equal when their names are.
package struct OptionName: Sendable {
  /// What a run with another value of an option differs in.
  package struct Effect: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Its numbers: runs that are the same training have the option in common.
    package static let results = Effect(rawValue: 1)
    package static let time = Effect(rawValue: 2)
    /// Where it is made, and not which it is: a run may be taken up with another value.
    package static let place = Effect(rawValue: 4)
  }

  /// What takes an option's meaning away when it is said with more weight.
  package enum Annulment: Sendable {
    case given(String)
    case value(String, of: String)
    /// A value of another option that is not the one which this option was said beside.
    case otherValue(of: String)
  }

  /// The name, without dashes.
  package let rawValue: String
  /// What a value looks like, and its range.
  package let kind: OptionKind
  /// What the help calls the value; `nil` for the option's name.
  package let valueName: String?
  /// What a run with another value differs in.
  package let effect: Effect
  let annulment: Annulment?
  private let text: Text

  /// An option.
  ///
  /// The help is made when it is first asked for: it may tell defaults and owners of this very option.
  package init(
    _ name: String, _ kind: OptionKind, valueName: String? = nil, effect: Effect = .results,
    annulledBy annulment: Annulment? = nil, help: @autoclosure @escaping @Sendable () -> String
  ) {
    (rawValue, self.kind, self.valueName, self.effect) = (name, kind, valueName, effect)
    (self.annulment, text) = (annulment, Text(help))
  }

  package var help: String { text.made }
  package var flag: String { "--" + rawValue }
  /// The spellings of this option without dashes: `augment` is also `no-augment`.
  package var spellings: [String] { canBeTurnedOff ? [rawValue, "no-" + rawValue] : [rawValue] }
  /// Whether `--no-option` is a spelling of it.
  package var canBeTurnedOff: Bool { if case .invertibleFlag = kind { true } else { false } }

  package func check(_ value: OptionValue?) throws(OptionsError) {
    switch (kind, value) {
    case (.wholeNumber(let range), .whole(let number)?) where !range.contains(number):
      throw .outOfRange(
        self, expected: "between \(range.lowerBound) and \(range.upperBound)", found: "\(number)")
    case (.number(let range), .number(let number)?) where !range.contains(number):
      throw .outOfRange(self, expected: range.words, found: "\(number)")
    case (.form(let form), .text(let text)?), (.list(let form), .text(let text)?):
      if form.init(text) == nil {
        throw .outOfRange(self, expected: form.expectation, found: "'\(text)'")
      }
    default: return
    }
  }

  /// Checks that a whole number, if there is one, lies in the option's range.
  package func check(_ value: Int?) throws(OptionsError) { try check(value.map { .whole($0) }) }

  package func check(_ value: Double?) throws(OptionsError) { try check(value.map { .number($0) }) }

  /// The value as a record has it: equal forms have equal texts.
  func canonical(_ value: OptionValue) -> OptionValue {
    switch (kind, value) {
    case (.form(let form), .text(let text)), (.list(let form), .text(let text)):
      .text(form.init(text)?.description ?? text)
    default: value
    }
  }

  /// Whether what was said with more weight takes the meaning of this option away.
  package func isAnnulled(by upper: (String) -> String?, beside own: (String) -> String?) -> Bool {
    switch annulment {
    case nil: return false
    case .given(let name): return upper(name) != nil
    case .value(let value, let name): return upper(name) == value
    case .otherValue(let name):
      guard let new = upper(name), let old = own(name) else { return false }
      return new != old
    }
  }
}

extension OptionName: Hashable {
  package static func == (first: Self, second: Self) -> Bool { first.rawValue == second.rawValue }
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// A text that is made once: a parser asks each time that it looks at its options, which are many.
private final class Text: Sendable {
  private let make: @Sendable () -> String
  private let text = Mutex<String?>(nil)

  init(_ make: @escaping @Sendable () -> String) { self.make = make }

  /// The text.
  var made: String {
    if let text = text.withLock({ $0 }) { return text }
    // Outside of the lock: it may be made of other options'.
    let new = make()
    text.withLock { $0 = new }
    return new
  }
}
