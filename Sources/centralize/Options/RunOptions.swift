import ArgumentParser
import CentralizeOptions

/// Where a run starts.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of initial weights, order and augmentation. (default: 0)", valueName: "n"))
  var seed: Int?

  @Option(
    help: ArgumentHelp(
      "Start from the weights of this file, safetensors or of torch.save; a classifier for another "
        + "number of classes is replaced. (default: initial weights of the seed)",
      valueName: "file"))
  var weights: String?

  func apply(to options: inout TrainingOptions) {
    options.seed = seed
    options.weights = weights
  }
}

/// What is written during a run.
struct LoggingOptions: ParsableArguments {
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

  @Flag(
    help: """
      Measure now and then whether each unit's sum of weights stays where the optimizer promises it, \
      and the share of gradient and update that the mean holds; into metrics.jsonl. (default: no)
      """)
  var monitor = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps between these measurements; turns --monitor on. (default: "
        + "\(RunConfiguration.defaultMonitorEvery))", valueName: "n"))
  var monitorEvery: Int?

  func apply(to options: inout TrainingOptions) {
    options.checkpointEvery = checkpointEvery
    options.monitorEvery = monitorEvery ?? (monitor ? RunConfiguration.defaultMonitorEvery : nil)
    options.logEvery = logEvery
  }
}
