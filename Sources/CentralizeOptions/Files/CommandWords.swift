/// The words after `centralize`, looked at before they are parsed: which subcommand, which options.
package struct CommandWords: Hashable, Sendable {
  package let command: Subcommand
  package let arguments: [String]
  private let options: [Word]

  private struct Word: Hashable, Sendable {
    var name: String
    var value: String?
  }

  /// The words of a command line without the name of the program.
  ///
  /// `nil` when they do not begin with a subcommand, or ask for help or the version.
  package init?(_ words: [String]) {
    guard let first = words.first, let command = Subcommand(rawValue: first) else { return nil }
    let arguments = Array(words.dropFirst())
    let options = Self.options(in: arguments)
    if arguments.contains("-h") || options.contains(where: { Self.parserOwn.contains($0.name) }) {
      return nil
    }
    self.command = command
    self.arguments = arguments
    self.options = options
  }

  /// Options that the argument parser answers by itself.
  private static let parserOwn: Set<String> = [
    "--help", "--help-hidden", "--version", "--experimental-dump-help",
    "--generate-completion-script",
  ]

  private static func options(in arguments: [String]) -> [Word] {
    var options: [Word] = []
    let before = arguments.prefix { $0 != "--" }
    for (index, word) in before.enumerated() where word.hasPrefix("--") && word != "--" {
      let parts = word.unicodeScalars.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let next = before.dropFirst(index + 1).first
      let value = parts.count == 2 ? String(parts[1]) : next
      options.append(Word(name: String(parts[0]), value: value))
    }
    return options
  }

  package func checkNames() throws(OptionsError) {
    let known = command.options.flatMap(\.spellings).map { "--" + $0 }
    for option in options where !known.contains(option.name) {
      throw .unknownOption(
        option.name, of: command.rawValue, nearest: NearestName.of(option.name, among: known))
    }
  }

  /// Checks that each option has a value of its kind; a missing one is left to the parser.
  package func checkValues() throws(OptionsError) {
    for word in options {
      guard let option = command.options.first(where: { $0.flag == word.name }),
        let value = word.value, !option.kind.accepts(value)
      else { continue }
      if case .choice = option.kind, value.hasPrefix("-") { continue }
      throw .outOfRange(option, expected: option.kind.expectation(for: value), found: "'\(value)'")
    }
  }

  /// The path given by `--config`, if any.
  package func configurationPath() throws(OptionsError) -> String? {
    let given = options.filter { $0.name == OptionName.config.flag }
    if given.count > 1 { throw .noEffect(.config, reason: "it is given more than once") }
    return given.first?.value
  }

  /// The name given by `--recipe`, if any.
  package func recipeName() throws(OptionsError) -> String? {
    let given = options.filter { $0.name == OptionName.recipe.flag }
    if given.count > 1 { throw .noEffect(.recipe, reason: "it is given more than once") }
    if !given.isEmpty, contains(.config) {
      throw .noEffect(.recipe, reason: "--config names a file in its place")
    }
    return given.first?.value
  }

  package func contains(_ option: OptionName) -> Bool {
    options.contains { word in option.spellings.contains { "--" + $0 == word.name } }
  }

  func value(of option: OptionName) -> String? { options.last { $0.name == option.flag }?.value }
}
