import RunRecords
public import CentralizeOptions

/// The names of cells and arms, which are also names of folders.
public enum CellNames {
  /// What lies in the folder of a grid beside its cells, or could.
  private static let taken: Set<String> = [
    RunFiles.record, RunFiles.timings, ExperimentFiles.grid, ExperimentFiles.experiment,
    ExperimentFiles.comparison, ExperimentFiles.comparisonStem + ".md", ExperimentFiles.landscape,
    ExperimentFiles.statistics, "report.html", "plots", "tables", "tensorboard",
  ]
  private static let longest = 100

  /// The name of a choice: the one that was given, else one made of its options, such as
  /// `adam-learning-rate-0.001`.
  ///
  /// - Throws: `OptionsError` for a given name that no folder can have.
  public static func name(
    of choice: GridDescription.Choice, in file: String
  ) throws(OptionsError) -> String {
    guard let name = choice.name else { return derived(from: choice.options) }
    guard isFolderName(name) else {
      throw .wrongValue(
        file: file, key: GridDescription.Choice.nameKey,
        expected:
          "at most \(longest) letters, digits and - _ . + = , that begin with neither . nor -, "
          + "and not the name of a file of the results", found: "'\(name)'")
    }
    return name
  }

  /// Whether a cell's name has a part that someone gave, and is not made of its settings alone.
  static func isGiven(_ name: String, _ settings: [Experiment.Setting]) -> Bool {
    // The names of an axis's options are put together in one way, and those of axes in another.
    func parts(_ text: String) -> [Substring] { text.split { $0 == "-" || $0 == "_" } }
    let derived = settings.map { setting in
      OptionName(rawValue: setting.option).map { word(for: $0, setting.value) } ?? setting.value
    }
    return parts(name) != parts(derived.map(safe).joined(separator: "-"))
  }

  private static func derived(from options: OptionMap) -> String {
    let words = options.entries.map { word(for: $0.option, $0.value.description) }
    return String(safe(words.joined(separator: "-")).prefix(longest))
  }

  /// The word of a name for an option: of a choice its value, else the option with its value.
  private static func word(for option: OptionName, _ value: String) -> String {
    switch option.kind {
    case .choice: value
    case .flag, .invertibleFlag: (value == "\(true)" ? "" : "no-") + option.rawValue
    case .wholeNumber, .number, .text, .form, .list: option.rawValue + "-" + value
    }
  }

  private static func safe(_ text: String) -> String {
    String(text.map { isSafe($0) ? $0 : "-" })
  }

  private static func isFolderName(_ name: String) -> Bool {
    guard let first = name.first, name.count <= longest, !taken.contains(name) else { return false }
    return first != "." && first != "-" && name.allSatisfy(isSafe)
  }

  private static func isSafe(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.+=,".contains(character))
  }
}
