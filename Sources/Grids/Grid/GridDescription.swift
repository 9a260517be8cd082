package import CentralizeOptions

/// What someone says of a grid: in a file with `base:`, `axes:`, `seeds:` and `pair:`, or in options.
package struct GridDescription: Hashable, Sendable {
  /// A value of an axis, or an arm: some options, and what they are called.
  package struct Choice: Hashable, Sendable {
    package static let nameKey = "name"
    package static let labelKey = "label"
    package var name: String?
    /// What reports call an arm.
    package var label: String?
    package var options: OptionMap

    package init(name: String? = nil, label: String? = nil, _ options: OptionMap) {
      (self.name, self.label, self.options) = (name, label, options)
    }

    /// The choice that the keys of a file describe.
    package init(_ keys: [ConfigurationFile.Entry], of file: String) throws(OptionsError) {
      name = try Self.text(Self.nameKey, in: keys, of: file)
      label = try Self.text(Self.labelKey, in: keys, of: file)
      if let problem = label.flatMap(Limits.problem(ofLabel:)) {
        throw .wrongValue(
          file: file, key: Self.labelKey, expected: problem.expected, found: problem.found)
      }
      options = try OptionMap(
        keys.filter { ![Self.nameKey, Self.labelKey].contains($0.key) }, of: file)
    }

    private static func text(
      _ key: String, in keys: [ConfigurationFile.Entry], of file: String
    ) throws(OptionsError) -> String? {
      switch keys.first(where: { $0.key == key })?.value {
      case nil: nil
      case .text(let text), .number(let text): text
      case let other?:
        throw .wrongValue(file: file, key: key, expected: "a text", found: other.inWords)
      }
    }
  }

  /// Which seeds each arm is run with.
  package enum Seeds: Hashable, Sendable {
    case count(Int)
    case list([UInt64])
  }

  /// The file; `nil` where options alone describe the grid.
  package var file: String?
  package var about: String?
  /// The option that the command line must give.
  package var requires: OptionName?
  package var base = OptionMap()
  /// Each axis with its values, of which the cells are all combinations; the last changes fastest.
  package var axes: [[Choice]] = []
  /// The seeds; `nil` for what the command line or the default says.
  package var seeds: Seeds?
  /// The arms, of which the first is the reference of every pair; `nil` for without centralization
  /// and with that of the cell.
  package var pair: [Choice]?

  /// A grid of one cell, whose options are all on the command line.
  package init(file: String? = nil) { self.file = file }

  /// Whether the base, an axis or an arm says anything of an option.
  package func sets(_ option: OptionName) -> Bool {
    let maps = [base] + (axes.joined() + (pair ?? [])).map(\.options)
    return maps.contains { $0[option] != nil }
  }

  var source: String { file ?? "The command line" }

  /// The axis of an `--axis` such as `optimizer=sgd,adam`.
  package static func axis(_ text: String) throws(OptionsError) -> [Choice] {
    let parts = text.unicodeScalars.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let values = parts.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, !values.contains(where: \.isEmpty) else {
      throw .outOfRange(
        .axis, expected: "OPTION=VALUE,VALUE such as optimizer=sgd,adam", found: "'\(text)'")
    }
    let key = String(parts[0].starts(with: "--".unicodeScalars) ? parts[0].dropFirst(2) : parts[0])
    var choices: [Choice] = []
    for value in values {
      let entry = ConfigurationFile.Entry(
        key: key, value: ConfigurationValue(unquoted: String(value)))
      choices.append(Choice(try OptionMap([entry], of: OptionName.axis.flag)))
    }
    return choices
  }
}
