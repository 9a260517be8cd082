package import Reports
import RunRecords
package import CentralizeOptions

extension CellNames {
  /// What lies in the folder of a grid beside its cells, or could.
  private static let taken: Set<String> = [
    RunFiles.record, RunFiles.timings, ExperimentFiles.grid, ExperimentFiles.experiment,
    ExperimentFiles.comparison, ExperimentFiles.comparisonStem + ".md", ExperimentFiles.landscape,
    ExperimentFiles.statistics, "report.html", "plots", "tables", "tensorboard",
  ]
  private static let longest = 100

  /// The name of a choice: the one that was given, else one made of its options, such as
  /// `adam-learning-rate-0.001`.
  package static func name(
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

  private static func derived(from options: OptionMap) -> String {
    let words = options.entries.map { word(for: $0.option, $0.value.description) }
    return String(words.joined(separator: "-").safeInNames.prefix(longest))
  }

  private static func isFolderName(_ name: String) -> Bool {
    guard let first = name.first, name.count <= longest, !taken.contains(name) else { return false }
    return first != "." && first != "-" && name.allSatisfy(\.isSafeInNames)
  }
}
