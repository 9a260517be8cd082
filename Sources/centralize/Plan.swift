import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// The numbers that learning rates and decays of parameters begin with.
struct PlannedOptimizerOptions: ParsableArguments {
  @Option(.optimizer) var optimizer: OptimizerName?
  @Option(.learningRate) var learningRate: Double?
  @Option(.classifierLearningRate) var classifierLearningRate: Double?
  @Option(.weightDecay) var weightDecay: Double?
}

/// `centralize plan`.
struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List which parameters of a model are centralized, and why.",
    discussion: """
      A row per parameter: its shape, the dimensions of its fan-in, whether it is centralized and \
      if not why, and the share of its freedom that is removed; its learning rate and its weight decay \
      where an option names parameters.

      Examples:
        centralize plan --model resnet50
        centralize plan --model resnet8 --centralization convolutions --json
        centralize plan --config runs/1/config.json --minimum-fan-in 16
        centralize plan --model resnet50 --no-decay norm,bias --layer-decay 0.8
      """)

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Network") var images: ChannelOptions

  @Option(.dataset, help: "Take channels and classes from this data set.") var dataset: DatasetName?

  @OptionGroup(title: "Gradient centralization") var scope: ScopeOptions

  @OptionGroup(title: "Learning rates and decays") var optimizer: PlannedOptimizerOptions
  @OptionGroup(title: "Learning rates and decays") var parameters: ParameterOptions

  @Flag(.json, help: "Print the plan as JSON.") var json = false

  @OptionGroup var file: ConfigOption

  func run() throws {
    let request = try PlanRequest(given, channels: images.channels, json: json)
    try EngineLauncher.run(.plan(request))
  }
}
