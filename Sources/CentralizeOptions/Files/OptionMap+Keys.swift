extension OptionMap {
  /// The options that the keys of a file name.
  ///
  /// - Parameters:
  ///   - keys: The keys with their values.
  ///   - file: The file that they stand in, for messages.
  /// - Throws: `OptionsError` that names the file and the key.
  package init(_ keys: [ConfigurationFile.Entry], of file: String) throws(OptionsError) {
    self.init()
    let known = OptionName.ofTraining.filter { $0 != .output && $0 != .processes }
    for key in keys {
      guard let option = OptionName(spelling: key.key) else {
        throw .unknownKey(
          file: file, key: key.key,
          nearest: NearestName.of(key.key, among: known.flatMap(\.spellings)))
      }
      guard known.contains(option) else {
        if ([.tensorboard] + OptionName.ofProcesses).contains(option) {
          throw .noEffect(
            option, reason: "\(file) only says what the runs are, so give it on the command line")
        }
        throw .keyOfOtherCommand(file: file, key: option, command: Subcommand.train.rawValue)
      }
      guard let value = key.value.value(of: option, spelled: key.key) else {
        throw .wrongValue(
          file: file, key: key.key, expected: option.kind.expectation(for: key.value.inWords),
          found: key.value.inWords)
      }
      if self[option] != nil {
        throw .wrongValue(file: file, key: key.key, expected: "said once", found: "said twice")
      }
      self[option] = value
    }
  }
}

extension ConfigurationValue {
  /// This value as that of an option; `nil` when the type is wrong.
  fileprivate func value(of option: OptionName, spelled key: String) -> OptionValue? {
    switch (option.kind, self) {
    case (.flag, .truth(let isOn)): return .truth(isOn)
    case (.invertibleFlag, .truth(let isOn)): return .truth(isOn == (key == option.rawValue))
    case (.flag, _), (.invertibleFlag, _): return nil
    default: break
    }
    guard let text = argument(for: option.kind) else { return nil }
    switch option.kind {
    case .wholeNumber: return Int(text).map(OptionValue.whole)
    case .number: return Double(text).map(OptionValue.number)
    default: return .text(text)
    }
  }
}
