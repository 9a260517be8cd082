/// A range of numbers, and its words to follow "must be".
package struct NumberRange: Sendable {
  let words: String
  private let isLegal: @Sendable (Double) -> Bool

  /// The range of the finite numbers for which `isLegal` holds.
  package init(_ words: String, _ isLegal: @escaping @Sendable (Double) -> Bool) {
    (self.words, self.isLegal) = (words, isLegal)
  }

  package func contains(_ number: Double) -> Bool { number.isFinite && isLegal(number) }

  /// `x > 0`.
  package static let positive = NumberRange("a finite number greater than 0") { $0 > 0 }
  /// `x ≥ 0`.
  package static let notNegative = NumberRange("a finite number of at least 0") { $0 >= 0 }
  /// `0 ≤ x < 1`.
  package static let fraction = NumberRange("at least 0 and less than 1") { $0 >= 0 && $0 < 1 }
  /// `0 ≤ x ≤ 1`.
  package static let share = NumberRange("between 0 and 1") { $0 >= 0 && $0 <= 1 }
  /// `0 < x < 1`.
  package static let betweenZeroAndOne = NumberRange("greater than 0 and less than 1") {
    $0 > 0 && $0 < 1
  }
  /// `x ≥ 1`.
  package static let fromOne = NumberRange("a finite number of at least 1") { $0 >= 1 }
  /// `0 < x ≤ 1`.
  package static let probability = NumberRange("greater than 0 and at most 1") { $0 > 0 && $0 <= 1 }
}
