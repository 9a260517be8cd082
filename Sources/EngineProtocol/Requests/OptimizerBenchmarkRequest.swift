public import CentralizeOptions

/// What `benchmark optimizer` times.
public struct OptimizerBenchmarkRequest: Codable, Hashable, Sendable {
  /// A network whose parameters are stepped.
  public enum Network: String, Codable, CaseIterable, Sendable {
    /// 161 parameters of 25.6 million numbers, most of them in convolutions.
    case resnet50
    /// 22 parameters of 132.9 million numbers, most of them in linear layers.
    case vgg11
  }

  /// An optimizer.
  public enum Rule: String, Codable, CaseIterable, Sendable {
    /// With momentum.
    case sgd
    /// With coupled decay.
    case adam
    /// With coupled decay.
    case adagrad
  }

  /// The networks.
  public var networks: [Network]
  /// The optimizers.
  public var optimizers: [Rule]
  /// The numbers of threads, each from 1.
  public var threads: [Int]
  /// How often each way is timed, from 1.
  public var rounds: Int
  /// Whether the result is printed as JSON.
  public var json: Bool

  /// The benchmark of these.
  ///
  /// - Throws: `OptionsError` for a number out of range.
  public init(
    networks: [Network], optimizers: [Rule], threads: [Int], rounds: Int, json: Bool
  ) throws(OptionsError) {
    for count in threads {
      try OptionName.threads.check(count)
    }
    try OptionName.rounds.check(rounds)
    (self.networks, self.optimizers, self.threads) = (networks, optimizers, threads)
    (self.rounds, self.json) = (rounds, json)
  }
}
