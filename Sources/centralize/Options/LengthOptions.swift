import ArgumentParser
import CentralizeOptions

/// How long a run is, and how large its steps.
struct LengthOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The length in epochs. (default: \(RunConfiguration.defaultEpochs))", valueName: "n"))
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The length in optimizer steps, over all resumes, instead of --epochs.", valueName: "n"))
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Batches whose gradients make one optimizer step. (default: "
        + "\(RunConfiguration.defaultAccumulate))", valueName: "n"))
  var accumulate: Int?

  @Option(
    help: ArgumentHelp(
      "The learning rate over time: constant, cosine, or step:60,120,180:0.1 (times 0.1 at those "
        + "epochs), each with an optional ,warmup:N (steps). (default: "
        + "\(RunConfiguration.defaultSchedule))"))
  var schedule: String?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.epochs = epochs
    options.steps = steps
    options.accumulate = accumulate
    if let schedule { options.schedule = try Schedule(schedule, of: .schedule) }
  }
}
