import ArgumentParser
import CentralizeOptions

/// Seed, workers and what is written during a run.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of initial weights, order and augmentation. (default: 0)", valueName: "n"))
  var seed: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Workers that prepare batches; results do not depend on it. (default: "
        + "\(RunConfiguration.defaultWorkers))", valueName: "n"))
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Start from the weights of this safetensors file. (default: initial weights of the seed)",
      valueName: "file"))
  var weights: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps between checkpoints. (default: one at the end of each epoch)", valueName: "n"))
  var checkpointEvery: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps between lines of metrics.jsonl. (default: \(RunConfiguration.defaultLogEvery))",
      valueName: "n"))
  var logEvery: Int?

  func apply(to options: inout TrainingOptions) {
    options.seed = seed
    options.workers = workers
    options.weights = weights
    options.checkpointEvery = checkpointEvery
    options.logEvery = logEvery
  }
}
