import RunRecords
import EngineProtocol
import ArgumentParser
import CentralizeOptions

/// `centralize evaluate`.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how well the weights of a file do on the test images.",
    discussion: """
      Examples:
        centralize evaluate --config runs/1/config.json --weights w.safetensors
        centralize evaluate --config runs/detector/config.json --weights w.safetensors --json
        centralize evaluate --model resnet8 --dataset mnist --data mnist --weights w
      """)

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Network") var weights: WeightsOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Data") var images: TestImageOptions
  @OptionGroup(title: "Image files") var photographs: PhotographOptions
  @OptionGroup(title: "Machine") var machine: MachineOptions
  @OptionGroup(title: "Machine") var workers: WorkerOptions
  @OptionGroup(title: "Machine") var device: DeviceOptions

  @Flag(.json) var json = false

  @OptionGroup var file: ConfigOption

  func run() throws {
    try EngineLauncher.run(.evaluate(EvaluateRequest(given, json: json, in: .current)))
  }
}
