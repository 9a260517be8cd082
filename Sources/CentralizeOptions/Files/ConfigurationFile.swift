import Files

/// The keys and values of a configuration file, ready to become arguments of a subcommand.
///
/// A file is turned into the arguments that say the same, which stand before those of the command
/// line: so every option is valid in a file, and the command line wins.
package struct ConfigurationFile: Hashable, Sendable {
  /// A key with its value.
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: ConfigurationValue

    package init(key: String, value: ConfigurationValue) {
      self.key = key
      self.value = value
    }
  }

  /// The key of a line for people who choose a recipe.
  package static let aboutKey = "about"
  /// The key of the option that a recipe cannot know and the command line must give.
  static let requiresKey = "requires"
  /// The key of what a run was made with, in its record.
  package static let provenanceKey = "provenance"
  /// The key of how a run was taken up with other options, in its record.
  package static let resumesKey = "resumes"
  /// The key of what a run is trained for, in its record.
  package static let taskKey = "task"
  /// The newest format that is read, also of a run's record.
  package static let formatVersion = 1

  private static let keysBesideOptions: Set<String> = [
    JSONFile.formatVersionKey, provenanceKey, resumesKey, taskKey, aboutKey, requiresKey,
  ]

  package var path: String
  package var entries: [Entry]

  package init(path: String, entries: [Entry]) {
    self.path = path
    self.entries = entries
  }

  /// The arguments that say the same as this file.
  ///
  /// Left out are keys whose meaning the command line takes away: `epochs` beside `--steps` and
  /// the reverse, `placement` and its kin beside `--centralization none`, `data` beside another
  /// `--dataset` than the file's; also, for subcommands that do not train, keys of a
  /// training configuration that mean nothing there.
  package func arguments(
    for command: Subcommand, before commandLine: CommandWords
  ) throws(OptionsError) -> [String] {
    var arguments: [String] = []
    try checkFormatVersion()
    try checkRequirement(of: command, commandLine)
    for entry in entries where !Self.keysBesideOptions.contains(entry.key) {
      let option = try option(of: entry, for: command)
      // What is said last wins by itself, but of what may be said several times all would count.
      let isOverruled = option.takesSeveral && commandLine.contains(option)
      if isOverruled || isPassedOver(option, entry, by: command)
        || isAnnulled(option, by: commandLine)
      {
        continue
      }
      guard command.options.contains(option) else {
        throw .keyOfOtherCommand(file: path, key: option, command: command.rawValue)
      }
      arguments += try argument(of: entry, option)
    }
    return arguments
  }

  private func checkFormatVersion() throws(OptionsError) {
    let key = JSONFile.formatVersionKey
    guard let entry = entries.first(where: { $0.key == key }) else { return }
    guard let digits = entry.value.argument(for: .wholeNumber(0...Int.max)), let found = Int(digits)
    else { throw wrong(entry, .wholeNumber(0...Int.max)) }
    do throws(FormatError) {
      try FormatError.check(found, known: Self.formatVersion, of: path)
    } catch { throw .format(error) }
  }

  /// What the file says about itself.
  package var about: String? {
    guard case .text(let text)? = entries.first(where: { $0.key == Self.aboutKey })?.value else {
      return nil
    }
    return text
  }

  private func checkRequirement(
    of command: Subcommand, _ commandLine: CommandWords
  ) throws(OptionsError) {
    guard command.trains, !commandLine.contains(.resume),
      let entry = entries.first(where: { $0.key == Self.requiresKey })
    else { return }
    guard case .text(let name) = entry.value, let option = OptionName(rawValue: name) else {
      throw .wrongValue(
        file: path, key: entry.key, expected: "the name of an option", found: entry.value.inWords)
    }
    if !commandLine.contains(option) { throw .missing(option, hint: "\(path) needs it") }
  }

  private func option(of entry: Entry, for command: Subcommand) throws(OptionsError) -> OptionName {
    if OwnParts.optionNames.contains(where: { $0.rawValue == entry.key }) {
      throw .madeByProgram(file: path, program: entry.value.inWords)
    }
    guard let option = OptionName(spelling: entry.key) else {
      let training = command.passesOverTrainingKeys ? OptionName.ofTraining : []
      let names = (command.options + training).filter { $0 != .config }.flatMap(\.spellings)
      throw .unknownKey(
        file: path, key: entry.key, nearest: NearestName.of(entry.key, among: names))
    }
    if option == .config {
      throw .noEffect(.config, reason: "\(path) cannot name another configuration file")
    }
    return option
  }

  private func isPassedOver(_ option: OptionName, _ entry: Entry, by command: Subcommand) -> Bool {
    guard command.passesOverTrainingKeys else { return false }
    if option == .output, command.writesOneFile { return !entry.namesWeightsFile }
    let isOfTraining =
      OptionName.ofTraining.contains(option)
      || [.seeds, .resume, .tensorboard, .timeout].contains(option)
    return isOfTraining && !command.options.contains(option)
  }

  private func isAnnulled(_ option: OptionName, by commandLine: CommandWords) -> Bool {
    option.isAnnulled(
      by: { OptionName(rawValue: $0).flatMap(commandLine.value(of:)) },
      beside: { name in
        guard let value = entries.first(where: { $0.key == name })?.value else { return nil }
        if case .text(let text) = value { return text }
        return value.inWords
      })
  }

  package func contains(_ option: OptionName) -> Bool {
    entries.contains { option.spellings.contains($0.key) }
  }

  private func argument(of entry: Entry, _ option: OptionName) throws(OptionsError) -> [String] {
    switch (option.kind, entry.value) {
    case (.text, .list(let values)) where option.takesSeveral:
      var arguments: [String] = []
      for value in values {
        arguments += try argument(of: Entry(key: entry.key, value: value), option)
      }
      return arguments
    case (.flag, .truth(let isOn)): return isOn ? [option.flag] : []
    case (.invertibleFlag, .truth(let isOn)):
      let meansOn = isOn == (entry.key == option.rawValue)
      return [meansOn ? option.flag : "--no-" + option.rawValue]
    default:
      guard let argument = entry.value.argument(for: option.kind) else {
        throw wrong(entry, option.kind)
      }
      return [option.flag + "=" + argument]
    }
  }

  private func wrong(_ entry: Entry, _ kind: OptionKind) -> OptionsError {
    .wrongValue(
      file: path, key: entry.key, expected: kind.expectation(for: entry.value.inWords),
      found: entry.value.inWords)
  }
}

extension ConfigurationFile.Entry {
  /// Whether the value is the path of a safetensors file, and not the folder of a run.
  fileprivate var namesWeightsFile: Bool {
    if case .text(let path) = value { path.hasSuffix(".safetensors") } else { false }
  }
}
