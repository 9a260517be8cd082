/// The subcommands of `centralize`, by their names.
package enum Subcommand: String, CaseIterable, Codable, Hashable, Sendable {
  case train
  /// Trains without and with centralization, for several seeds.
  case compare
  /// Measures the loss around the steps, without and with centralization.
  case landscape
  /// Makes statistics, tables, plots and the page of a comparison again.
  case report
  /// Shows a folder of runs in the browser while they go on.
  case watch
  /// Measures the loss and accuracy of a weights file.
  case evaluate
  /// Compares a file of detections with the truth.
  case cocoEval = "coco-eval"
  /// Takes over a run that another program has recorded.
  case importRun = "import"
  /// Lists which parameters are centralized, and why.
  case plan
  /// Draws a schedule.
  case schedule
  /// Writes the initial weights of a model.
  case initialize = "init"
  case predict
  /// Writes the weights of a file as safetensors.
  case export
  case benchmark
  case models
  case datasets
  case recipes
  /// Lists the optimizers, their options, and what goes around them.
  case optimizers

  /// The options that this subcommand takes, without `--help` and `--version`.
  package var options: [OptionName] {
    switch self {
    case .train:
      OptionName.ofTraining + [.timeout, .resume, .extend, .quiet, .tensorboard, .config, .recipe]
    case .compare:
      OptionName.ofTraining + [
        .timeout, .seeds, .plannedSeeds, .grid, .axis, .jobs, .dryRun, .resume, .retryFailed,
        .quiet, .tensorboard,
        .config, .recipe,
      ]
    case .landscape:
      OptionName.ofTraining.filter { !OptionName.ofLogging.contains($0) }
        + [.timeout, .seeds, .every, .quiet, .config, .recipe]
    case .report: [.lossLevel, .accuracyLevel, .metric, .tensorboard]
    case .watch: [.port]
    case .evaluate:
      NetworkChoice.optionNames + DataChoice.optionNames + ImageReading.optionNames
        + Machine.optionNames + WeightsReading.optionNames
        + [.weights, .testSamples, .batchSize, .json, .config, .recipe]
    case .importRun: [.arm, .label, .seed, .output, .baseline, .percent] + OptionName.ofColumns
    case .cocoEval: [.truth, .detections, .type, .maxDetections, .perClass, .skipCorrupt, .json]
    case .plan:
      NetworkChoice.optionNames + OptionName.whichAreCentralized + ParameterRules.optionNames
        + [.optimizer, .learningRate, .classifierLearningRate, .weightDecay]
        + [.dataset, .classes, .channels, .json, .config, .recipe]
    case .schedule:
      [.schedule, .epochs, .steps, .learningRate, .stepsPerEpoch, .output, .config, .recipe]
    case .initialize:
      OptionName.ofTraining.filter { $0 != .processes } + [.channels, .config, .recipe]
    case .predict:
      NetworkChoice.optionNames + ImageReading.optionNames + WeightsReading.optionNames + [
        .classes, .channels, .weights, .input, .images, .top, .dataset, .output, .batchSize, .dtype,
        .precision, .threads, .workers, .config, .recipe,
      ]
    case .export:
      NetworkChoice.optionNames + WeightsReading.optionNames
        + [.classes, .channels, .weights, .output, .config, .recipe]
    case .benchmark: [.model, .optimizer, .threads, .rounds, .json]
    case .models: [.json]
    case .datasets: [.output]
    case .recipes, .optimizers: []
    }
  }

  /// Whether keys of a training configuration that mean nothing here are passed over in a file.
  ///
  /// So that the `config.json` of a run and every recipe serve `plan`, `evaluate`, `init`,
  /// `predict`, `export` and `landscape` as they are.
  package var passesOverTrainingKeys: Bool {
    switch self {
    case .train, .compare: false
    case .landscape, .report, .watch, .evaluate, .cocoEval, .importRun, .plan, .schedule,
      .initialize,
      .predict, .export, .benchmark, .models, .datasets, .recipes, .optimizers:
      true
    }
  }

  /// Whether networks are trained, so that what a recipe requires must be given.
  package var trains: Bool { self == .train || self == .compare || self == .landscape }

  /// Whether `--output` names a file, and not the folder of a run.
  package var writesOneFile: Bool {
    [.initialize, .predict, .export, .schedule].contains(self)
  }

  /// Checks that a command line, without the name of the program, begins with a subcommand, if it
  /// begins with a word at all.
  package static func check(_ arguments: [String]) throws(OptionsError) {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return }
    if Subcommand(rawValue: first) != nil { return }
    throw .unknownSubcommand(first, nearest: NearestName.of(first, among: allCases.map(\.rawValue)))
  }
}
