import ArgumentParser
import CentralizeOptions

/// `centralize compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train without and with centralization, for several seeds, and compare.",
    discussion: """
      Both runs of a seed start from the same weights and see the same images in the same order. \
      Prints a table, and writes comparison.json, comparison.md and a folder for each run.

      Examples:
        centralize compare --model resnet8 --dataset fashion-mnist --seeds 4
        centralize compare --config runs/1/config.json --centralization convolutions
      """)

  @OptionGroup var training: TrainingGroups

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many seeds to run, from --seed on. (default: \(RunConfiguration.defaultSeeds))",
      valueName: "n"))
  var seeds: Int?

  @Option(
    help: ArgumentHelp(
      "The folder of the comparison. (default: "
        + "runs/compare-MODEL-DATASET-OPTIMIZER-CENTRALIZATION-SEED)", valueName: "dir"))
  var output: String?

  @Flag(help: "Continue the comparison in --output, with the options of its config.json.")
  var resume = false

  @OptionGroup var file: ConfigOption

  func run() throws {
    let request = try EngineRequest.comparing(
      training.options(), seeds: seeds, output: output, resume: resume, in: .current)
    try EngineLauncher.run(request)
  }
}
