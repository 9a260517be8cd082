import ArgumentParser
import CentralizeOptions

/// Where a run starts.
struct RunOptions: ParsableArguments {
  @Option(.seed) var seed: Int?
  @Option(.weights) var weights: String?
  @Option(.weightsEntry) var weightsEntry: String?
  @Flag(.allowNonFinite) var allowNonFinite: Bool?
}

/// What is written during a run.
struct LoggingOptions: ParsableArguments {
  @Option(.checkpointEvery) var checkpointEvery: Int?
  @Option(.logEvery) var logEvery: Int?
  @Flag(.monitor) var monitor = false
  @Option(.monitorEvery) var monitorEvery: Int?
}

/// How long a run is, and how large its steps.
struct LengthOptions: ParsableArguments {
  @Option(.epochs) var epochs: Int?
  @Option(.steps) var steps: Int?
  @Option(.accumulate) var accumulate: Int?
  @Flag(.syncBatchNorm) var syncBatchNorm: Bool?
  @Option(.schedule) var schedule: String?
  @Option(.labelSmoothing) var labelSmoothing: Double?
}

/// When a run is measured, and what follows from that.
struct EvaluationOptions: ParsableArguments {
  @Option(.evaluateEvery) var evaluateEvery: Int?
  @Flag(.keepBest) var keepBest: Bool?
  @Option(.patience) var patience: Int?
}

/// How the machine is used.
struct MachineOptions: ParsableArguments {
  @Option(.batchSize) var batchSize: Int?
  @Option(.dtype) var dtype: NumberType?
  @Option(.precision) var precision: Precision?
  @Option(.threads) var threads: Int?
}

/// The processes that make a run together.
struct ProcessOptions: ParsableArguments {
  @Option(.processes) var processes: Int?
  @Option(.timeout) var timeout: Int?

  /// The seconds that they wait for each other.
  var seconds: Int { timeout ?? OptionName.defaultTimeout }
}

/// How many threads prepare images.
struct WorkerOptions: ParsableArguments { @Option(.workers) var workers: Int? }

/// Where the computation runs.
struct DeviceOptions: ParsableArguments {
  @Option(.device) var device: String?
  @Flag(.cudnnDeterministic) var cudnnDeterministic: Bool?
  @Flag(.cudnnBenchmark) var cudnnBenchmark: Bool?
  @Flag(.tf32) var tf32: Bool?
}

/// What a run writes for others to look at.
struct EventOptions: ParsableArguments { @Flag(.tensorboard) var tensorboard = false }

/// The option that names a configuration file; it has become arguments before the parser sees it.
struct ConfigOption: ParsableArguments {
  @Option(.config) var config: String?
  @Option(.recipe) var recipe: String?
}
