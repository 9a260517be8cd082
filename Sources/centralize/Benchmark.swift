import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// `centralize benchmark`.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time parts of the product on this machine.", subcommands: [BenchmarkOptimizer.self])
}

/// `centralize benchmark optimizer`.
struct BenchmarkOptimizer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimizer", abstract: "Time an optimizer's step with and without centralization.",
    discussion: """
      On the parameters of a network, with random gradients: libtorch's own fused step (of Lion, which \
      it does not have, its operators on lists of tensors), the steps of this library without and with centralization, the authors' form tensor by tensor, and a bare \
      loop with as many streams. All take turns in one process. Prints medians, bandwidth, the \
      ratio to libtorch's step, and the bars that the project sets itself.

      Examples:
        centralize benchmark optimizer
        centralize benchmark optimizer --model resnet50 --optimizer sgd --threads 2 --json
      """)

  @Option(.model, help: "The network: resnet50 or vgg11.", valueName: "name")
  var model: [OptimizerBenchmarkRequest.Network] = OptimizerBenchmarkRequest.Network.allCases

  @Option(
    .optimizer, help: "The optimizer: sgd, adam, adamw, adagrad or lion.", valueName: "name")
  var optimizer: [OptimizerBenchmarkRequest.Rule] = OptimizerBenchmarkRequest.Rule.allCases

  @Option(.threads, help: "Threads that compute.") var threads: [Int] = [1, 2]
  @Option(.rounds) var rounds = OptionName.defaultRounds
  @Flag(.json, help: "Print the times as JSON.") var json = false

  func run() throws {
    let request = try OptimizerBenchmarkRequest(
      networks: model, optimizers: optimizer, threads: threads, rounds: rounds, json: json)
    try EngineLauncher.run(.benchmarkOptimizer(request))
  }
}
