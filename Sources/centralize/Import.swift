import ArgumentParser
import CentralizeOptions
import Files
import Imports
import Reports
import Settings
import Streams

/// `centralize import`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take over a run that another program has recorded, to compare it with others.",
    discussion: """
      Reads CSV, JSON Lines, TensorBoard event files, Lightning's metrics.csv and charts exported from W&B, a \
      run at a time. Runs of two arms with one seed are a pair: they have to start from the same weights and \
      see the same data in the same order, which nobody can check here. Then 'centralize report' and \
      'centralize watch' work as on runs made here. docs/FromPyTorch.md says more.

      Examples:
        centralize import lightning_logs/version_0 --arm without --seed 1 --output runs/mine
        centralize import with-1.csv --arm with --seed 1 --output runs/mine --test-accuracy val_acc --percent
        centralize report runs/mine
      """)

  @Argument(
    help: ArgumentHelp("The file, or the folder of files, of one run.", valueName: "path"),
    completion: .file())
  var path: String

  @Option(.arm) var arm: String?
  @Option(.label) var label: String?
  @Option(.seed, help: "What the run has in common with its pair.") var seed: Int?
  @Option(.output, help: "The folder of the experiment, which is made.", valueName: "dir")
  var output: String?
  @Option(.baseline) var baseline: String?
  @Option(.epochColumn) var epochColumn: String?
  @Option(.stepColumn) var stepColumn: String?
  @Option(.trainLossColumn) var trainLossColumn: String?
  @Option(.testLossColumn) var testLossColumn: String?
  @Option(.testAccuracyColumn) var testAccuracyColumn: String?
  @Option(.validationLossColumn) var validationLossColumn: String?
  @Option(.validationAccuracyColumn) var validationAccuracyColumn: String?
  @Option(.rateColumn) var rateColumn: String?
  @Flag(.percent) var percent = false

  func run() throws {
    let arm = try name(arm, of: .arm, "it names what sets the run apart from its pair")
    if let problem = label.flatMap(Limits.problem(ofLabel:)) {
      throw OptionsError.outOfRange(.label, expected: problem.expected, found: problem.found)
    }
    let baseline = try baseline.map { try name($0, of: .baseline, "it names an arm") }
    guard let seed else {
      throw OptionsError.missing(.seed, hint: "the pairs of runs have one each")
    }
    try OptionName.seed.check(seed)
    let output = try OptionName.output.required(
      output, hint: "it names the folder of the experiment")
    let source = try Source(path)
    let mapping = try ColumnMapping(columns, of: source.table)
    let epochs = try ImportedEpochs(source.table, mapping, isInPercent: percent)
    let run = try ImportedRun(arm: arm, seed: UInt64(seed), source: path, source, epochs)
    for note in try ImportFolder(output).add(run, label: label, baseline: baseline) {
      Diagnostics.say(note)
    }
    for note in notes(on: epochs) { Diagnostics.say(note) }
    StandardOutput.print(output + "/" + arm + "-\(seed)")
  }

  private var columns: [ImportedNumber: String] {
    let given: [ImportedNumber: String?] = [
      .epoch: epochColumn, .step: stepColumn, .trainLoss: trainLossColumn,
      .testLoss: testLossColumn,
      .testAccuracy: testAccuracyColumn, .validationLoss: validationLossColumn,
      .validationAccuracy: validationAccuracyColumn, .learningRate: rateColumn,
    ]
    return given.compactMapValues { $0 }
  }

  private func notes(on epochs: ImportedEpochs) -> [String] {
    var notes: [String] = []
    if epochs.countsFromZero { notes.append("Its epochs, which count from 0, count from 1 here.") }
    if let failure = epochs.failure { notes.append("The run counts as failed: \(failure.shown).") }
    if !epochs.evaluated.contains(where: { $0.hasPrefix("test") }), !epochs.epochs.isEmpty {
      notes.append(
        "Nothing was measured on test examples, which reports compare first: "
          + "\(OptionName.testAccuracyColumn.flag) names another column for that.")
    }
    return notes
  }

  private static let mostLetters = 100

  private func name(
    _ given: String?, of option: OptionName, _ hint: String
  ) throws(OptionsError) -> String {
    let given = try option.required(given, hint: hint)
    guard given.allSatisfy(\.isSafeInNames), ![".", ".."].contains(given),
      given.count <= Self.mostLetters
    else {
      throw .outOfRange(
        option, expected: "letters, digits and -_.+=, alone, at most \(Self.mostLetters)",
        found: "'\(given)'")
    }
    return given
  }
}
