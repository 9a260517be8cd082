import CentralizeOptions

extension Experiment.Cell {
  /// What sets the cell apart, for people: its name where one was given, else its settings, or in a
  /// grid without axes what is trained.
  package var label: String {
    if !name.isEmpty, CellNames.isGiven(name, settings) { return name }
    if !settings.isEmpty { return Self.label(of: settings) }
    guard let last = arms.last else { return "no arms" }
    guard let config = last.config else { return last.recorded?["name"] ?? "recorded runs" }
    return "\(config.network.model.rawValue), \(config.optimizer.name.rawValue)"
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
  package var words: String {
    "\(network.model.rawValue) on \(data.dataset.rawValue), \(optimizer.name.rawValue)"
  }
}
