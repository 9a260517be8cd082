package import CentralizeOptions

/// What `benchmark optimizer` times.
package struct OptimizerBenchmarkRequest: Codable, Hashable, Sendable {
  /// A network whose parameters are stepped.
  package enum Network: String, Codable, CaseIterable, Sendable {
    /// 161 parameters of 25.6 million numbers, most of them in convolutions.
    case resnet50
    /// 22 parameters of 132.9 million numbers, most of them in linear layers.
    case vgg11
  }

  /// An optimizer.
  package enum Rule: String, Codable, CaseIterable, Sendable {
    case sgd
    case adam
    case adamw
    case adagrad
    /// Of which libtorch has no fused step.
    case lion
  }

  package var networks: [Network]
  package var optimizers: [Rule]
  /// The numbers of threads, each from 1.
  package var threads: [Int]
  /// How often each way is timed, from 1.
  package var rounds: Int
  package var json: Bool

  package init(
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
