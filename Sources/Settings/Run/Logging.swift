/// What a run writes on its way, on which no number of its training depends.
public struct Logging: Hashable, Sendable {
  /// Optimizer steps between checkpoints, from 1; `nil` for one at the end of each epoch.
  public var checkpointEvery: Int?
  /// Optimizer steps between readings of what centralization keeps and removes, from 1; `nil` for none.
  public var monitorEvery: Int?
  /// Optimizer steps between `step` lines of the metrics, from 1.
  public var logEvery = 50

  /// The steps between readings when only `--monitor` is given.
  static let defaultMonitorEvery = 50

  /// A checkpoint for each epoch, and a line for every 50 steps.
  public init() {}
}

extension Logging: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.checkpointEvery, \.checkpointEvery), .init(.monitorEvery, \.monitorEvery),
    .init(.logEvery, \.logEvery),
  ]
}

extension OptionName {
  package static let checkpointEvery = OptionName(
    "checkpoint-every", .wholeNumber(1...Limits.steps), valueName: "n", effect: [],
    help: "Steps between checkpoints. (default: one at the end of each epoch)")
  package static let logEvery = OptionName(
    "log-every", .wholeNumber(1...Limits.steps), valueName: "n", effect: [],
    help: "Steps between lines of metrics.jsonl. (default: \(Logging().logEvery))")
  package static let monitor = OptionName(
    "monitor", .flag, effect: [],
    help: """
      Measure now and then whether each unit's sum of weights stays where the optimizer promises it, \
      the gradient's norm, and the share of gradient and update that the mean holds; into \
      metrics.jsonl. (default: no)
      """)
  package static let monitorEvery = OptionName(
    "monitor-every", .wholeNumber(1...Limits.steps), valueName: "n", effect: [],
    help: """
      Steps between these measurements; turns --monitor on. (default: \(Logging.defaultMonitorEvery))
      """)
}
