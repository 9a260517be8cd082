/// How long a run is, how large its steps, and where it begins.
extension OptionName {
  package static let epochs = OptionName(
    "epochs", .wholeNumber(1...OptionRanges.mostEpochs), valueName: "n",
    annulledBy: .given("steps"),
    help: "The length in epochs. (default: \(RunConfiguration.defaultEpochs))")
  package static let steps = OptionName(
    "steps", .wholeNumber(1...OptionRanges.longestRun), valueName: "n",
    annulledBy: .given("epochs"),
    help: "The length in optimizer steps, over all resumes, instead of --epochs.")
  package static let batchSize = OptionName(
    "batch-size", .wholeNumber(1...OptionRanges.largestBatch), valueName: "n",
    effect: [.results, .time],
    help: "Images in a batch. (default: \(RunConfiguration.defaultBatchSize))")
  package static let accumulate = OptionName(
    "accumulate", .wholeNumber(1...OptionRanges.mostAccumulated), valueName: "n",
    effect: [.results, .time],
    help: """
      Batches whose gradients make one optimizer step. (default: \
      \(RunConfiguration.defaultAccumulate))
      """)
  package static let schedule = OptionName(
    "schedule", .text,
    help: """
      The learning rate over time: constant, cosine, or step:60,120,180:0.1 (times 0.1 at those \
      epochs), each with an optional ,warmup:N (steps). (default: \
      \(RunConfiguration.defaultSchedule))
      """)
  package static let seed = OptionName(
    "seed", .wholeNumber(0...Int.max), valueName: "n",
    help: "The seed of initial weights, order and augmentation. (default: 0)")
}

/// How the machine is used.
extension OptionName {
  package static let dtype = OptionName(
    "dtype", .choice(of: NumberType.self), effect: [.results, .time],
    help: "The type of number; float64 is for checking. (default: float32)")
  package static let device = OptionName(
    "device", .choice(of: DeviceName.self), effect: [.results, .time],
    help: "Where the computation runs. (default: cpu)")
  package static let threads = OptionName(
    "threads", .wholeNumber(1...OptionRanges.mostThreads), valueName: "n", effect: .time,
    help: "Threads that compute. (default: the number of cores)")
  package static let workers = OptionName(
    "workers", .wholeNumber(0...64), valueName: "n", effect: [],
    help: """
      Workers that prepare batches; results do not depend on it. (default: \
      \(RunConfiguration.defaultWorkers))
      """)
}

/// What a run writes on its way, on which no number of its training depends.
extension OptionName {
  package static let checkpointEvery = OptionName(
    "checkpoint-every", .wholeNumber(1...OptionRanges.longestRun), valueName: "n", effect: [],
    help: "Steps between checkpoints. (default: one at the end of each epoch)")
  package static let logEvery = OptionName(
    "log-every", .wholeNumber(1...OptionRanges.longestRun), valueName: "n", effect: [],
    help: "Steps between lines of metrics.jsonl. (default: \(RunConfiguration.defaultLogEvery))")
  package static let monitor = OptionName(
    "monitor", .flag, effect: [],
    help: """
      Measure now and then whether each unit's sum of weights stays where the optimizer promises it, \
      and the share of gradient and update that the mean holds; into metrics.jsonl. (default: no)
      """)
  package static let monitorEvery = OptionName(
    "monitor-every", .wholeNumber(1...OptionRanges.longestRun), valueName: "n", effect: [],
    help: """
      Steps between these measurements; turns --monitor on. (default: \
      \(RunConfiguration.defaultMonitorEvery))
      """)

  /// The options of what a run writes on its way.
  static let ofLogging: [OptionName] = [.checkpointEvery, .logEvery, .monitor, .monitorEvery]
}
