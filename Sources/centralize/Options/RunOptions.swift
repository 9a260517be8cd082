import ArgumentParser
import CentralizeOptions

/// Where a run starts.
struct RunOptions: ParsableArguments {
  @Option(.seed) var seed: Int?
  @Option(.weights) var weights: String?

  func apply(to options: inout TrainingOptions) {
    options.seed = seed
    options.weights = weights
  }
}

/// What is written during a run.
struct LoggingOptions: ParsableArguments {
  @Option(.checkpointEvery) var checkpointEvery: Int?
  @Option(.logEvery) var logEvery: Int?
  @Flag(.monitor) var monitor = false
  @Option(.monitorEvery) var monitorEvery: Int?

  func apply(to options: inout TrainingOptions) {
    options.checkpointEvery = checkpointEvery
    options.monitorEvery = monitorEvery ?? (monitor ? RunConfiguration.defaultMonitorEvery : nil)
    options.logEvery = logEvery
  }
}
