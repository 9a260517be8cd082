import ArgumentParser
import CentralizeOptions

extension Option {
  /// What an option takes and says at its home; `help` where a subcommand means something else by it.
  init<T: ExpressibleByArgument>(
    _ option: OptionName, help: String? = nil, valueName: String? = nil
  ) where Value == T? {
    self.init(
      name: .customLong(option.rawValue), parsing: option.parsing,
      help: option.argumentHelp(help, valueName), completion: option.completion(valueName))
  }

  /// The same for an option with a default of the parser's own.
  init(
    wrappedValue: Value, _ option: OptionName, help: String? = nil, valueName: String? = nil
  ) where Value: ExpressibleByArgument {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(option.rawValue), parsing: option.parsing,
      help: option.argumentHelp(help, valueName), completion: option.completion(valueName))
  }

  /// The same for an option that may be given several times.
  init<T: ExpressibleByArgument>(
    wrappedValue: [T], _ option: OptionName, help: String? = nil, valueName: String? = nil
  ) where Value == [T] {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(option.rawValue),
      parsing: option.takesSeveral
        ? .upToNextOption : option.isNumeric ? .unconditionalSingleValue : .singleValue,
      help: option.argumentHelp(help, valueName), completion: option.completion(valueName))
  }
}

extension Flag {
  /// `--option`, as its home describes it.
  init(wrappedValue: Bool, _ option: OptionName, help: String? = nil) where Value == Bool {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(option.rawValue),
      help: option.argumentHelp(help, nil))
  }

  /// `--option` or `--no-option`, as its home describes it.
  init(_ option: OptionName, help: String? = nil) where Value == Bool? {
    self.init(
      name: .customLong(option.rawValue), inversion: .prefixedNo,
      help: option.argumentHelp(help, nil))
  }
}

extension OptionName {
  /// Whether a value may begin with a dash, as a negative number does: a sentence about its range
  /// helps more than one that says the value is missing.
  fileprivate var isNumeric: Bool {
    switch kind {
    case .wholeNumber, .number, .list: true
    case .form: self == .lookahead
    case .text, .choice, .flag, .invertibleFlag: false
    }
  }

  fileprivate var parsing: SingleValueParsingStrategy { isNumeric ? .unconditional : .next }

  /// What a shell offers for a value.
  fileprivate func completion(_ name: String?) -> CompletionKind? {
    if self == .recipe { return .custom { _, _, _ in RecipeReader.names } }
    return switch (kind, name ?? valueName) {
    case (.choice(let names), _): .list(names)
    case (.text, "dir"?): .directory
    case (.text, "file"?), (.text, "path"?): .file()
    default: nil
    }
  }

  fileprivate func argumentHelp(_ text: String?, _ name: String?) -> ArgumentHelp {
    ArgumentHelp(text ?? help, valueName: name ?? valueName)
  }
}
