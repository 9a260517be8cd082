import ArgumentParser
import CentralizeOptions

/// `centralize predict`.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply a model to images.",
    discussion: """
      Reads a safetensors file with a tensor 'images' [N, C, H, W], already normalized, and writes \
      one with 'logits' [N, classes]. In a --config file, 'output' counts only if it ends in \
      .safetensors.

      Examples:
        centralize predict --model resnet8 --weights w --input images --output logits
        centralize predict --config predict.yaml --output logits.safetensors
      """)

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Network") var images: ChannelOptions
  @OptionGroup(title: "Network") var weights: WeightsOptions
  @OptionGroup(title: "Machine") var machine: MachineOptions

  @Option(help: ArgumentHelp("The safetensors file with 'images'.", valueName: "file"))
  var input: String?

  @Option(help: ArgumentHelp("The safetensors file that is written.", valueName: "file"))
  var output: String?

  @OptionGroup var file: ConfigOption

  func run() throws {
    var options = TrainingOptions()
    network.apply(to: &options)
    weights.apply(to: &options)
    machine.apply(to: &options)
    let request = try PredictRequest(
      options, channels: images.channels, input: input, output: output, in: .current)
    try EngineLauncher.run(.predict(request))
  }
}
