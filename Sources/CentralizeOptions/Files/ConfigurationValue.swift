/// A value of a configuration file, as it is written there.
package enum ConfigurationValue: Hashable, Sendable {
  /// `true` or `false`, or one of YAML's other words for them.
  case truth(Bool)
  /// Something that reads as a number, unquoted, with its digits as written.
  case number(String)
  /// Any other text, or a quoted one.
  case text(String)
  /// Nothing, `null` or `~`.
  case empty
  case list([ConfigurationValue])
  /// A mapping, which no option takes.
  case mapping

  /// The value of an unquoted YAML scalar.
  package init(unquoted text: String) {
    switch text.lowercased() {
    case "", "~", "null": self = .empty
    case "true", "yes", "on": self = .truth(true)
    case "false", "no", "off": self = .truth(false)
    default: self = Double(text) == nil ? .text(text) : .number(text)
    }
  }

  /// The value in words, to follow "but is".
  package var inWords: String {
    switch self {
    case .truth(let value): "\(value)"
    case .number(let digits): digits
    case .text(let text): "the text '\(text)'"
    case .empty: "empty"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text to give to an option of a kind; `nil` when the type is wrong or the option is a flag.
  func argument(for kind: OptionKind) -> String? {
    switch (kind, self) {
    case (.wholeNumber, .number(let digits)): Int(digits) == nil ? nil : digits
    case (.number, .number(let digits)): digits
    case (.text, .number(let text)), (.text, .text(let text)): text
    case (.form, .number(let text)), (.form, .text(let text)): text
    case (.list, .number(let text)), (.list, .text(let text)): text
    case (.list, .list(let entries)): Self.joined(entries)
    case (.choice(let names), .text(let text)): names.contains(text) ? text : nil
    default: nil
    }
  }

  private static func joined(_ entries: [ConfigurationValue]) -> String? {
    let texts = entries.compactMap { $0.argument(for: .text) }
    return texts.count == entries.count ? texts.joined(separator: ",") : nil
  }
}
