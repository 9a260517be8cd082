import ArgumentParser
import CentralizeOptions

/// How the machine is used.
struct MachineOptions: ParsableArguments {
  @Option(.batchSize) var batchSize: Int?
  @Option(.dtype) var dtype: NumberType?
  @Option(.threads) var threads: Int?

  func apply(to options: inout TrainingOptions) {
    options.batchSize = batchSize
    options.dtype = dtype
    options.threads = threads
  }
}

/// How many threads prepare images.
struct WorkerOptions: ParsableArguments {
  @Option(.workers) var workers: Int?

  func apply(to options: inout TrainingOptions) {
    options.workers = workers
  }
}

/// Where the computation runs.
struct DeviceOptions: ParsableArguments {
  @Option(.device) var device: DeviceName?

  func apply(to options: inout TrainingOptions) {
    options.device = device
  }
}
