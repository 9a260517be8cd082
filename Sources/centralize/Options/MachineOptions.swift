import ArgumentParser
import CentralizeOptions

/// How the machine is used.
struct MachineOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Images in a batch. (default: \(RunConfiguration.defaultBatchSize))", valueName: "n"))
  var batchSize: Int?

  @Option(help: "The type of number; float64 is for checking. (default: float32)")
  var dtype: NumberType?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that compute. (default: the number of cores)", valueName: "n"))
  var threads: Int?

  func apply(to options: inout TrainingOptions) {
    options.batchSize = batchSize
    options.dtype = dtype
    options.threads = threads
  }
}

/// How many threads prepare images.
struct WorkerOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Workers that prepare batches; results do not depend on it. (default: "
        + "\(RunConfiguration.defaultWorkers))", valueName: "n"))
  var workers: Int?

  func apply(to options: inout TrainingOptions) {
    options.workers = workers
  }
}

/// Where the computation runs.
struct DeviceOptions: ParsableArguments {
  @Option(help: "Where the computation runs. (default: cpu)")
  var device: DeviceName?

  func apply(to options: inout TrainingOptions) {
    options.device = device
  }
}
