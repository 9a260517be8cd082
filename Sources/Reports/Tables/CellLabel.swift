import CentralizeOptions

extension Experiment.Cell {
  /// What sets the cell apart, for people: its name where one was given, else its settings, or in a
  /// grid without axes what all arms have in common.
  package var label: String {
    if !name.isEmpty, CellNames.isGiven(name, settings) { return name }
    if !settings.isEmpty { return Self.label(of: settings) }
    if arms.contains(where: { $0.config == nil }) {
      let names = Set(arms.map { $0.recorded?["name"] })
      return (names.count == 1 ? names.first ?? nil : nil) ?? "recorded runs"
    }
    let configs = arms.compactMap(\.config)
    let words = [
      configs.shared { $0.networkWords }, configs.shared { $0.optimizerWords },
    ].compactMap { $0 }
    return words.isEmpty ? configs.words : words.joined(separator: ", ")
  }

  /// Settings in words: names for themselves, numbers with what they are of.
  static func label(of settings: [Experiment.Setting]) -> String {
    settings.map { setting in
      Double(setting.value) == nil && setting.value != "true" && setting.value != "false"
        ? setting.value : "\(setting.option.replacing("-", with: " ")) \(setting.value)"
    }.joined(separator: ", ")
  }
}

extension RunConfiguration {
  package var words: String { [self].words }
}

extension [RunConfiguration] {
  /// What all of these runs have in common, for people: network, data and optimizer.
  package var words: String {
    let data = shared { $0.dataWords }
    let network = shared { $0.networkWords }
    let what = network.map { model in data.map { "\(model) on \($0)" } ?? model } ?? data
    let words = [what, shared { $0.optimizerWords }].compactMap { $0 }
    return words.isEmpty ? "a comparison" : words.joined(separator: ", ")
  }

  /// What is the same of all of them; `nil` where something differs.
  fileprivate func shared(_ word: (RunConfiguration) -> String) -> String? {
    let words = Set(map(word))
    return words.count == 1 ? words.first : nil
  }
}
