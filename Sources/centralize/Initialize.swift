import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// `centralize init`.
struct Initialize: CourseWork {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write the weights that train with the same options starts from.",
    discussion: """
      Takes the options of train, so that its --config files fit; what counts is --model, --seed, \
      --dtype, --weights, and --dataset or --channels and --classes. In a file, 'output' counts \
      only if it ends in .safetensors.

      Examples:
        centralize init --model resnet8 --seed 3 --output initial.safetensors
        centralize init --config runs/1/config.json --output initial.safetensors
      """)

  @OptionGroup(title: "Run") var logging: LoggingOptions
  @OptionGroup(title: "Network") var images: ChannelOptions

  @Option(.output, help: "The safetensors file that is written.") var output: String?

  @OptionGroup var file: ConfigOption

  func run(_ course: OptionMap) throws {
    let request = try InitializeRequest(
      course.overlaid(by: logging.given), channels: images.channels, output: output, in: .current)
    try EngineLauncher.run(.initialize(request))
  }
}
