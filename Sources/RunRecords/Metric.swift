import Foundation

/// A number that a task measures: what it is called, how it is shown, and which way is better.
public struct Metric: Codable, Hashable, Sendable {
  /// Which of two values is the better one.
  public enum Direction: String, Codable, Sendable {
    /// The larger one.
    case more
    /// The smaller one.
    case less
  }

  /// The name by which files know it, such as `accuracy`: a letter, and letters or digits.
  public var name: String
  /// The name for people, which stands within a sentence, such as `accuracy`.
  public var title: String
  /// Which way is better.
  public var better: Direction
  /// What it is measured in; empty for a bare number.
  ///
  /// With `%` it is a share in [0, 1], shown times 100 with `%` behind it. Any other unit stands at the
  /// axes of plots and over tables.
  public var unit: String
  /// The digits after the point of a value that is shown.
  public var digits: Int

  /// The most digits after the point: those that a number has.
  private static let mostDigits = 17

  /// A metric; without a title its name is one.
  public init(
    _ name: String, title: String? = nil, better: Direction, unit: String = "", digits: Int = 4
  ) {
    (self.name, self.title, self.better) = (name, title ?? name, better)
    (self.unit, self.digits) = (unit, digits)
    precondition(
      isPossible,
      "metric: expected a name of letters and digits, and at most \(Self.mostDigits) digits after the "
        + "point, found '\(name)' with \(digits)")
  }

  /// Whether its name can be one, and its values can be shown.
  var isPossible: Bool {
    name.first?.isLetter == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      && (0...Self.mostDigits).contains(digits)
  }

  /// Whether it is a share, shown in percent.
  public var isPercent: Bool { unit == "%" }

  /// What a value is multiplied by to be shown.
  public var scale: Double { isPercent ? 100 : 1 }

  /// Whether `value` is better than `other`.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    better == .more ? value > other : value < other
  }

  /// The word for its best value.
  public var best: String { better == .more ? "highest" : "lowest" }

  /// The title over a column: `accuracy %`.
  public var columnTitle: String { isPercent ? title + " %" : title }

  /// The title over a table of nothing else: `accuracy in %`.
  public var tableTitle: String { unit.isEmpty ? title : "\(title) in \(unit)" }

  /// The title of an axis: `accuracy (%)`.
  public var axisTitle: String { unit.isEmpty ? title : "\(title) (\(unit))" }

  /// A value with its title, within a sentence: `accuracy 62.50 %`.
  public func sentence(_ value: Double) -> String {
    String(format: "%@ %.\(digits)f%@", title, value * scale, isPercent ? " %" : "")
  }
}

extension String {
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
