import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// `centralize predict`.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply a model to images.",
    discussion: """
      Reads a safetensors file with a tensor 'images' [N, C, H, W], already normalized, and writes \
      one with 'logits' [N, classes]; or reads image files and writes their classes as CSV. A detector writes into the \
      folder --output what it finds in image files: detections.json, as COCO's results, and pictures. In a --config file, 'output' counts only if it ends in \
      .safetensors.

      Examples:
        centralize predict --model resnet8 --weights w --input images --output logits
        centralize predict --model resnet50 --weights w.pth --images photos --output classes.csv
        centralize predict --model resnet8 --weights w --images a.png b.png --top 3 --output c.csv
        centralize predict --model mask-rcnn --weights w --images photos --output found
        centralize predict --config predict.yaml --output logits.safetensors
      """)

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Network") var channels: ChannelOptions
  @OptionGroup(title: "Network") var weights: WeightsOptions
  @OptionGroup(title: "Image files") var photographs: PhotographOptions
  @OptionGroup(title: "Machine") var machine: MachineOptions
  @OptionGroup(title: "Machine") var workers: WorkerOptions

  @Option(.input) var input: String?
  @Option(.images) var images: [String] = []
  @Option(.top) var top: Int?

  @Option(
    .dataset,
    help: """
      The data set whose mean and deviation image files are normalized with, and whose size they get. \
      (default: what the weights were trained on where they say it, else imagenet, or fashion-mnist for \
      one channel)
      """, valueName: "name") var dataset: DatasetName?

  @Option(.output) var output: String?

  @OptionGroup var file: ConfigOption

  func run() throws {
    let request = try PredictRequest(
      given, channels: channels.channels, input: input, images: images, output: output, in: .current
    )
    try EngineLauncher.run(.predict(request))
  }
}
