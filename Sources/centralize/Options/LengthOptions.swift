import ArgumentParser
import CentralizeOptions

/// How long a run is, and how large its steps.
struct LengthOptions: ParsableArguments {
  @Option(.epochs) var epochs: Int?
  @Option(.steps) var steps: Int?
  @Option(.accumulate) var accumulate: Int?
  @Option(.schedule) var schedule: String?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.epochs = epochs
    options.steps = steps
    options.accumulate = accumulate
    if let schedule { options.schedule = try Schedule(schedule, of: .schedule) }
  }
}
