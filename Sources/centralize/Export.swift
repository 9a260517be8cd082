import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// `centralize export`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the weights of a file as safetensors, with PyTorch's keys.",
    discussion: """
      Reads what --weights takes everywhere: safetensors, a checkpoint of a run, or a state dict \
      that torch.save wrote. The weights are checked against the model, and keep their element \
      types. In a --config file, 'output' counts only if it ends in .safetensors.

      Examples:
        centralize export --model resnet18 --weights resnet18.pth --output r18.safetensors
        centralize export --config runs/1/config.json --weights runs/1/last.safetensors \\
          --output w.safetensors
      """)

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Network") var images: ChannelOptions
  @OptionGroup(title: "Network") var weights: WeightsOptions

  @Option(.output, help: "The safetensors file that is written.") var output: String?

  @OptionGroup var file: ConfigOption

  func run() throws {
    let request = try ExportRequest(given, channels: images.channels, output: output, in: .current)
    try EngineLauncher.run(.export(request))
  }
}
