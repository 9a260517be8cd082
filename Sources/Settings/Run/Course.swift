/// How long a run is, and how large its steps.
public struct Course: Hashable, Sendable {
  /// How long a run is.
  public enum Length: Hashable, Sendable {
    /// A number of passes over the training images, from 1.
    case epochs(Int)
    /// A number of optimizer steps over all resumes, from 1.
    case steps(Int)
  }

  /// How long the run is.
  public var length: Length
  /// The number of images in a batch, from 1.
  public var batchSize: Int
  /// The number of batches whose gradients make one optimizer step, from 1.
  public var accumulate: Int
  /// Whether batch norms normalize over all batches of a step, each of which a process of its own makes.
  public var synchronizesBatchNorm = false
  /// The largest learning rate, above 0.
  public var learningRate: Double
  /// The course of the learning rate.
  public var schedule: Schedule
  /// The course of the strength of centralization.
  public var centralizationSchedule = Schedule(.constant)

  /// A course; three epochs at a falling rate when nothing else is said.
  public init(
    _ length: Length = .epochs(3), batchSize: Int = 128, accumulate: Int = 1, learningRate: Double,
    schedule: Schedule = Schedule(.cosine())
  ) {
    (self.length, self.batchSize, self.accumulate) = (length, batchSize, accumulate)
    (self.learningRate, self.schedule) = (learningRate, schedule)
  }

  /// The length in epochs; `nil` where it is given in steps.
  public var epochs: Int? { if case .epochs(let count) = length { count } else { nil } }
  /// The length in steps; `nil` where it is given in epochs.
  public var steps: Int? { if case .steps(let count) = length { count } else { nil } }

  /// The option of a schedule whose steps depend on the length of the run; `nil` where none does.
  package var followsLength: OptionName? {
    [(schedule, OptionName.schedule), (centralizationSchedule, .centralizationSchedule)]
      .first { $0.0.followsLength }?.1
  }

  package static let usual = Course(learningRate: 1)
  /// The images in a batch of a detector when nothing else is said.
  static let detectorBatchSize = 16

  /// The number of processes that make the run, where its results depend on it; else `nil`.
  public var processes: Int? { synchronizesBatchNorm ? accumulate : nil }

  func check(_ network: NetworkChoice, _ fineTuning: FineTuning) throws(OptionsError) {
    guard synchronizesBatchNorm else { return }
    if network.normalization != .batch {
      throw .noEffect(.syncBatchNorm, reason: "the network has no batch norm")
    }
    if fineTuning.freezeBatchNorm {
      throw .noEffect(
        .syncBatchNorm, reason: "--freeze-batch-norm leaves all batch norms as they are")
    }
    if network.detector?.convention == .paper {
      throw .noEffect(.syncBatchNorm, reason: "--detection paper leaves all statistics as they are")
    }
  }
}

extension Course: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.epochs, get: { $0.epochs?.optionValue }) { (course, value) throws(OptionsError) in
      course.length = .epochs(try Int(value, of: .epochs))
    },
    .init(.steps, get: { $0.steps?.optionValue }) { (course, value) throws(OptionsError) in
      course.length = .steps(try Int(value, of: .steps))
    }, .init(.batchSize, \.batchSize), .init(.accumulate, \.accumulate),
    .init(.syncBatchNorm, \.synchronizesBatchNorm, omitting: false), processes,
    .init(.learningRate, \.learningRate), .init(.schedule, \.schedule),
  ]

  /// Where a run is made is no part of it, but where batch norms see what other processes do.
  private static var processes: OptionBinding<Self> {
    let option = OptionName.processes
    return OptionBinding(option, get: { $0.processes?.optionValue }) {
      (course, value) throws(OptionsError) in
      guard let processes = course.processes else {
        throw .noEffect(option, reason: "without --sync-batch-norm no result depends on it")
      }
      guard try Int(value, of: option) == processes else {
        throw wrongProcesses(processes, found: value.description)
      }
    }
  }

  /// What is said where not each process makes one batch of a step.
  package static func wrongProcesses(_ expected: Int, found: String) -> OptionsError {
    .outOfRange(
      .processes,
      expected:
        "\(expected), as with --sync-batch-norm each makes one of the batches of a step (--accumulate)",
      found: found)
  }
}

extension OptionName {
  package static let epochs = OptionName(
    "epochs", .wholeNumber(1...Limits.epochs), valueName: "n", annulledBy: .given("steps"),
    help: "The length in epochs. (default: \(Course.usual.epochs ?? 0))")
  package static let steps = OptionName(
    "steps", .wholeNumber(1...Limits.steps), valueName: "n", annulledBy: .given("epochs"),
    help: "The length in optimizer steps, over all resumes, instead of --epochs.")
  package static let batchSize = OptionName(
    "batch-size", .wholeNumber(1...100_000), valueName: "n", effect: [.results, .time],
    help: """
      Images in a batch. (default: \(Course.usual.batchSize), of detectors \
      \(Course.detectorBatchSize))
      """)
  package static let accumulate = OptionName(
    "accumulate", .wholeNumber(1...10_000), valueName: "n", effect: [.results, .time],
    help: """
      Batches whose gradients make one optimizer step; a multiple of the number of processes. \
      (default: that number)
      """)
  package static let syncBatchNorm = OptionName(
    "sync-batch-norm", .invertibleFlag, effect: [.results, .time],
    help: """
      Batch norms normalize over all batches of a step, each made by a process of its own: as many \
      --processes as --accumulate, and the run has them to its end. (default: no)
      """)
  package static let processes = OptionName(
    "processes", .wholeNumber(1...1024), valueName: "n", effect: .time,
    help: """
      Processes on this machine that make a run together, each its share of the --accumulate batches of \
      a step; no result depends on their number. (default: those that torchrun, Slurm or the like \
      started, else 1)
      """)
  package static let learningRate = OptionName(
    "learning-rate", .number(.positive), valueName: "x",
    help: "The largest learning rate. (default: \(OptimizerName.listed(\.defaultLearningRate)))")
  package static let schedule = OptionName(
    "schedule", .form(Schedule.self),
    help: """
      The learning rate over time: constant, cosine, linear, polynomial:POWER, exponential:FACTOR, \
      step:60,120,180:0.1 (times 0.1 at those epochs), one-cycle, or plateau:FACTOR:PATIENCE, with more \
      numbers where 'centralize schedule --help' names them; but for one-cycle with an optional \
      ,warmup:N (steps; Ne are epochs) or ,warmup:N:SHARE (of the rate, to begin with). (default: \
      \(Course.usual.schedule))
      """)
}
