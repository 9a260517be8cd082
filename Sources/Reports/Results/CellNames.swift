package import CentralizeOptions

/// The names of cells and arms, which are also names of folders.
package enum CellNames {
  /// Whether a cell's name has a part that someone gave, and is not made of its settings alone.
  static func isGiven(_ name: String, _ settings: [Experiment.Setting]) -> Bool {
    // The names of an axis's options are put together in one way, and those of axes in another.
    func parts(_ text: String) -> [Substring] { text.split { $0 == "-" || $0 == "_" } }
    let derived = settings.map { setting in
      OptionName(rawValue: setting.option).map { word(for: $0, setting.value) } ?? setting.value
    }
    return parts(name) != parts(derived.map(\.safeInNames).joined(separator: "-"))
  }

  /// The word of a name for an option: of a choice and of what is centralized the value, else the option with it.
  package static func word(for option: OptionName, _ value: String) -> String {
    switch option.kind {
    case .choice: value
    case .form where option == .centralization: value
    case .flag, .invertibleFlag: (value == "\(true)" ? "" : "no-") + option.rawValue
    case .wholeNumber, .number, .text, .form, .list: option.rawValue + "-" + value
    }
  }
}
