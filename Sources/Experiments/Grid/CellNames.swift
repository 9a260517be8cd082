public import CentralizeOptions

/// The names of cells and arms, which are also names of folders.
public enum CellNames {
  /// What lies in the folder of a grid beside its cells, or could.
  private static let taken: Set<String> = [
    "config.json", "grid.json", "experiment.json", "comparison.json", "comparison.md",
    "landscape.json", "statistics.json", "timings.json", "report.html", "plots", "tables",
    "tensorboard",
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

  /// Words of a name for each option: of a choice its value, else the option with its value.
  private static func derived(from options: OptionMap) -> String {
    let words = options.entries.map { entry in
      switch (entry.option.kind, entry.value) {
      case (.choice, let value): value.description
      case (_, .truth(let isOn)): (isOn ? "" : "no-") + entry.option.rawValue
      case (_, let value): entry.option.rawValue + "-" + value.description
      }
    }
    let safe = words.joined(separator: "-").map { isSafe($0) ? $0 : "-" }
    return String(safe.prefix(longest))
  }

  private static func isFolderName(_ name: String) -> Bool {
    guard let first = name.first, name.count <= longest, !taken.contains(name) else { return false }
    return first != "." && first != "-" && name.allSatisfy(isSafe)
  }

  private static func isSafe(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.+=,".contains(character))
  }
}
