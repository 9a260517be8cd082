import EngineProtocol
import ArgumentParser
import CentralizeOptions
import Files
import Streams

/// `centralize train`.
struct Train: CourseWork {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train one network.",
    discussion: """
      Writes config.json, metrics.jsonl, timings.json, last.safetensors (everything to resume) and \
      weights.safetensors (the model, with PyTorch's keys) into the output folder.

      Examples:
        centralize train --model resnet8 --dataset fashion-mnist --output runs/1
        centralize train --resume --output runs/1
        centralize train --resume --output runs/1 --epochs 10 --extend
      """)

  @OptionGroup(title: "Machine") var processes: ProcessOptions
  @OptionGroup(title: "Run") var logging: LoggingOptions

  @Option(
    .output,
    help: "The folder of the run. (default: runs/MODEL-DATASET-OPTIMIZER-CENTRALIZATION-SEED)",
    valueName: "dir") var output: String?

  @Flag(.resume) var resume = false
  @Flag(.extend) var extend = false
  @Flag(.quiet) var quiet = false

  @OptionGroup var events: EventOptions

  @OptionGroup var file: ConfigOption

  func run(_ course: OptionMap) throws {
    let options = course.overlaid(by: logging.given)
    let surroundings = try Surroundings.current.shared(among: processes.processes, options)
    let made = surroundings.processes
    if let output, made.rank == 0 { try FolderLock.check(output) }
    let request = try EngineRequest.training(
      options, output: output, resume: resume, extend: extend,
      tensorboard: events.tensorboard, quiet: quiet, timeout: processes.seconds, in: surroundings)
    if made.decidesSteps(of: options), !resume { Diagnostics.say(made.note) }
    if made.areStartedHere {
      try GroupLauncher.run(request, processes: made.count, quiet: quiet)
    } else {
      try EngineLauncher.run(request)
    }
  }
}
