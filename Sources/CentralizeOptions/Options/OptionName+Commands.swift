/// The options of single subcommands.
extension OptionName {
  /// How often `benchmark` times each way when nothing is said.
  package static let defaultRounds = 15
  /// The most measurements of `landscape` when nothing else is said.
  package static let defaultMeasurements = 60

  package static let output = OptionName(
    "output", .text, valueName: "file", effect: [], help: "The file that is written.")
  package static let resume = OptionName(
    "resume", .flag, effect: [],
    help: """
      Continue the run in --output, with the options of its config.json. Only --data, --workers, \
      --threads and --device may be others, and --epochs more; that is noted there.
      """)
  package static let quiet = OptionName(
    "quiet", .flag, effect: [],
    help: "Say nothing of the progress, but warnings and what went wrong.")
  package static let timeout = OptionName(
    "timeout", .wholeNumber(1...1_000_000), valueName: "seconds", effect: [],
    help: """
      How long the processes of a run wait for each other before all of them give up. (default: \
      \(defaultTimeout))
      """)
  /// The seconds that processes wait for each other when nothing is said.
  package static let defaultTimeout = 600
  package static let extend = OptionName(
    "extend", .flag, effect: [],
    help: """
      With --resume and more --epochs: also where a schedule follows the length of the run. From here \
      on it is that of the longer run, so the run is none that was this long from the start.
      """)
  package static let tensorboard = OptionName(
    "tensorboard", .flag, effect: [],
    help: """
      Also write what TensorBoard shows into the folder of each run, while it goes on; no result \
      depends on it. A run that has such a file goes on with it when it is resumed.
      """)
  package static let config = OptionName(
    "config", .text, valueName: "file",
    help: """
      Take options from this YAML or JSON file: a recipe, or the config.json of a run. The command \
      line wins.
      """)
  package static let recipe = OptionName(
    "recipe", .text, valueName: "name",
    help: """
      Take options from this recipe, which ships with the command: see 'centralize recipes'. \
      --config and the command line win.
      """)
  package static let channels = OptionName(
    "channels", .wholeNumber(1...Limits.channels), valueName: "n",
    help: "The number of image channels. (default: the data set's, or the model's natural one)")
  package static let input = OptionName(
    "input", .text, valueName: "file", help: "The safetensors file with 'images'.")
  package static let images = OptionName(
    "images", .text, valueName: "path",
    help: """
      Instead: JPEG and PNG files and folders of such, any number of them, of which file, class and \
      probability are written as CSV, and last the name of the class where the weights have it.
      """)
  package static let top = OptionName(
    "top", .wholeNumber(1...Limits.classes), valueName: "n",
    help: """
      With --images: a row for each of the so many likeliest classes of a file, likeliest first; at \
      most all. (default: 1)
      """)
  /// Whether it takes several values one after the other, or a list in a file.
  package var takesSeveral: Bool { self == .images }
  package static let json = OptionName("json", .flag, help: "Print the result as JSON.")
  package static let rounds = OptionName(
    "rounds", .wholeNumber(1...10_000), valueName: "n",
    help: "How often each way is timed.")
  package static let stepsPerEpoch = OptionName(
    "steps-per-epoch", .wholeNumber(1...Limits.steps), valueName: "n",
    help: "The optimizer steps of an epoch.")
  package static let every = OptionName(
    "every", .wholeNumber(1...Limits.steps), valueName: "n",
    help: """
      Optimizer steps between two measurements. (default: so many that there are at most \
      \(defaultMeasurements))
      """)
  package static let lossLevel = OptionName(
    "loss-level", .number(NumberRange("above 0") { $0 > 0 }), valueName: "x",
    help: "A training loss: how soon is it reached? (default: where the reference ends)")
  package static let accuracyLevel = OptionName(
    "accuracy-level", .number(NumberRange("above 0 and at most 100") { $0 > 0 && $0 <= 100 }),
    valueName: "x",
    help: "A test accuracy in percent: how soon is it reached? (default: where the reference ends)")
  package static let metric = OptionName(
    "metric", .text, valueName: "name",
    help: """
      What arms are compared by, by its name in metrics.jsonl without 'test': accuracyEMA of averaged \
      weights, top5Accuracy. (default: the task's first, accuracy)
      """)
  package static let truth = OptionName(
    "truth", .text, valueName: "file",
    help: "The objects that there are, in COCO's format: instances_val2017.json, say.")
  package static let detections = OptionName(
    "detections", .text, valueName: "file",
    help: "The detections, in COCO's format of results: a list in JSON.")
  package static let type = OptionName(
    "type", .choice(["box", "mask"]), help: "What is compared: boxes or masks.")
  package static let maxDetections = OptionName(
    "max-detections", .wholeNumber(10...1_000_000), valueName: "n",
    help: """
      How many detections of a class in an image count, in all lines that say 100 otherwise.
      """)
  package static let perClass = OptionName(
    "per-class", .flag, help: "Also print a table of the classes.")
  package static let arm = OptionName(
    "arm", .text, valueName: "name",
    help: "The arm of the run: what sets it apart from its pair, such as 'without' or 'with'.")
  package static let label = OptionName(
    "label", .text, valueName: "text",
    help: "What reports call the arm. (default: what was said before, or its name)")
  package static let baseline = OptionName(
    "baseline", .text, valueName: "name",
    help: "The arm that the others are compared with. (default: the first that was imported)")
  package static let epochColumn = column("epoch", of: "the number of the epoch, from 0 or 1")
  package static let stepColumn = column("step", of: "the number of optimizer steps")
  package static let trainLossColumn = column(
    "train-loss", of: "the mean training loss of an epoch")
  package static let testLossColumn = column("test-loss", of: "the loss on test examples")
  package static let testAccuracyColumn = column(
    "test-accuracy", of: "the accuracy on test examples")
  package static let validationLossColumn = column(
    "validation-loss", of: "the loss on held-out examples")
  package static let validationAccuracyColumn = column(
    "validation-accuracy", of: "the accuracy on held-out examples")
  package static let rateColumn = column("rate", of: "the learning rate")
  package static let percent = OptionName(
    "percent", .flag, help: "Accuracies are in percent, and not in [0, 1].")
  /// The options that name the columns of a table.
  static let ofColumns: [OptionName] = [
    .epochColumn, .stepColumn, .trainLossColumn, .testLossColumn, .testAccuracyColumn,
    .validationLossColumn, .validationAccuracyColumn, .rateColumn,
  ]

  private static func column(_ name: String, of what: String) -> OptionName {
    OptionName(
      name, .text, valueName: "column",
      help: "The column with \(what). (default: the one of a usual name, if there is one)")
  }
  package static let port = OptionName(
    "port", .wholeNumber(0...65_535), valueName: "n",
    help: "The port, 0 for any that is free. (default: \(defaultPort))")

  /// The port that the live view listens on when none is given.
  package static let defaultPort = 8017
}

/// The options of grids.
extension OptionName {
  package static let seeds = OptionName(
    "seeds", .wholeNumber(1...10_000), valueName: "n",
    help: """
      How many seeds to run, from --seed on; with --resume also more than there were. (default: the \
      grid's, else \(defaultSeeds))
      """)
  package static let plannedSeeds = OptionName(
    "planned-seeds", .wholeNumber(1...10_000), valueName: "n",
    help: """
      How many seeds there will be in the end, said before the first result. Until then no p-value is \
      shown, so that adding seeds by --resume --seeds does not spoil it.
      """)
  /// How many seeds a comparison runs when nothing is said.
  package static let defaultSeeds = 2

  package static let grid = OptionName(
    "grid", .text, valueName: "file",
    help: "Make the runs that this YAML file describes. The command line wins over its 'base'.")
  package static let axis = OptionName(
    "axis", .text, valueName: "option=values",
    help: """
      Compare with each of these values of an option, such as optimizer=sgd,adam. Given several \
      times: for each combination.
      """)
  package static let jobs = OptionName(
    "jobs", .wholeNumber(1...1024), valueName: "n",
    help: """
      How many runs go on at a time; no result depends on it, as --threads is each run's own.
      """)
  package static let dryRun = OptionName(
    "dry-run", .flag, help: "Only list the runs, and how long they will take if that is known.")
  package static let retryFailed = OptionName(
    "retry-failed", .flag, help: "With --resume: also try the runs again that failed.")
}

extension OptionName {
  /// The text that was given for this option, which must be there.
  ///
  /// - Throws: `OptionsError.missing` with `hint`, also for an empty one.
  package func required(_ given: String?, hint: String) throws(OptionsError) -> String {
    guard let given, !given.isEmpty else { throw .missing(self, hint: hint) }
    return given
  }
}

extension OptionName {
  /// The options of a training run; the rest belong to single subcommands.
  package static let ofTraining =
    RunConfiguration.optionNames.filter { !OwnParts.optionNames.contains($0) }
    + [.output, .monitor]

  /// The options of what a run writes on its way.
  static let ofLogging: [OptionName] = Logging.optionNames + [.monitor]

  /// The options of the processes that make a run: where they are, and no part of what it is.
  static let ofProcesses: [OptionName] = [.processes, .timeout]

  package static let all: [OptionName] =
    ofTraining + [
      .seeds, .plannedSeeds, .resume, .extend, .quiet, .grid, .axis, .jobs, .dryRun, .retryFailed,
      .channels,
      .input, .images, .top, .rounds, .stepsPerEpoch, .every, .lossLevel, .accuracyLevel, .metric,
      .tensorboard, .port,
      .truth, .detections, .type, .maxDetections, .perClass, .json, .config, .recipe, .timeout,
      .arm, .label, .baseline, .percent,
    ] + ofColumns

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, $0) })

  package init?(rawValue: String) {
    guard let option = Self.byName[rawValue] else { return nil }
    self = option
  }
}
