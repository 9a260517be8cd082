import Statistics
import Foundation

/// How the parts of a value are put together in a format.
struct TableNotation {
  /// A word or a sentence, with what is special in the format escaped.
  var word: (String) -> String
  /// A number, such as `-0.50`.
  var number: (String) -> String
  var spread: (String, String) -> String
  var interval: (String, String) -> String
  var missing: String
}

extension TableNotation {
  /// As people read it, for the width that it takes.
  static var plain: TableNotation {
    TableNotation(
      word: { $0 }, number: { $0 }, spread: { "\($0) ± \($1)" }, interval: { "\($0) to \($1)" },
      missing: "–")
  }
}

extension Table.Value {
  func text(in notation: TableNotation) -> String {
    switch self {
    case .text(let text): return notation.word(text)
    case .count(let count): return notation.number("\(count)")
    case .number(let value, let digits, let isSigned):
      return notation.number(Self.fixed(value, digits, isSigned))
    case .significant(let value): return notation.number(Self.significant(value))
    case .spread(let mean, let deviation, let digits, let isSigned):
      let mean = Self.fixed(mean, digits, isSigned)
      guard let deviation else { return notation.number(mean) }
      return notation.spread(mean, Self.fixed(deviation, digits, false))
    case .interval(let interval, let digits, let isReliable):
      let ends = notation.interval(
        Self.fixed(interval.low, digits, true), Self.fixed(interval.high, digits, true))
      return isReliable ? ends : ends + notation.word(" †")
    case .missing: return notation.missing
    }
  }

  /// `value` with digits after the point; never `-0.00`.
  static func fixed(_ value: Double, _ digits: Int, _ isSigned: Bool) -> String {
    let text = String(format: "%.\(digits)f", value)
    let isZero = !text.contains { $0.isNumber && $0 != "0" }
    let plain = isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    return isSigned && !isZero && value > 0 ? "+" + plain : plain
  }

  /// `value` with three significant digits.
  static func significant(_ value: Double) -> String { String(format: "%.3g", value) }
}
