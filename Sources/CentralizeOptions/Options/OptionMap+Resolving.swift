extension OptionMap {
  /// The run that these options describe, with defaults for what was not given.
  ///
  /// - Parameter surroundings: Where the data folder is looked for, paths start and cores are
  ///   counted; and the processes, each of which makes a batch of a step when nothing else is said.
  /// - Returns: A configuration that passes `RunConfiguration.validate()`.
  /// - Throws: `OptionsError`. Files are not looked at; see `RunConfiguration.checkPaths(in:)`.
  package func resolved(in surroundings: Surroundings) throws(OptionsError) -> RunConfiguration {
    if self[.epochs] != nil, self[.steps] != nil {
      throw .noEffect(.steps, reason: RunConfiguration.lengthGivenTwice)
    }
    try checkCentralizationSettings()
    let network = try NetworkChoice(self)
    var run = RunConfiguration(
      network: network, data: try DataChoice(self, for: network, in: surroundings),
      machine: Machine(threads: surroundings.threads))
    run.course.accumulate = surroundings.processes.count
    let taken = NetworkChoice.optionNames + DataChoice.optionNames + ImageReading.optionNames
    try run.take(filter { !taken.contains($0) })
    run.start.weights = run.start.weights.map(surroundings.absolute)
    run.reading =
      network.model.findsObjects
      ? try ImageReading(self, objectsOf: run.data.dataset)
      : try ImageReading(
        self, resized: run.images.crop != .padded, areFiles: !run.data.dataset.hasFixedSize)
    try run.validate()
    try surroundings.processes.check(run)
    return run
  }

  /// The seed, 0 by default.
  package func resolvedSeed() throws(OptionsError) -> UInt64 { try value(of: .seed) ?? 0 }

  package func checkCentralizationSettings() throws(OptionsError) {
    if self[.centralization] == "none",
      let idle = RunConfiguration.ofCentralization.first(where: { self[$0] != nil })
    {
      throw .noEffect(idle, reason: RunConfiguration.nothingCentralized)
    }
  }
}

extension DataChoice {
  /// The data set that options describe, in the folder that they name or that is known.
  package init(
    _ options: OptionMap, for network: NetworkChoice, in surroundings: Surroundings
  ) throws(OptionsError) {
    guard let dataset: DatasetName = try options.value(of: .dataset) else {
      throw .missing(.dataset, hint: "'centralize datasets' lists them")
    }
    let folder = try surroundings.dataFolder(of: dataset, given: try options.value(of: .data))
    let labels: AircraftLabels? = try options.value(of: .labels)
    let subset: ClassSubset? = try options.value(of: .classSubset)
    var classes: Int? = try options.value(of: .classes)
    if let detector = network.detector {
      classes = classes ?? dataset.outputs(by: detector.convention)
    } else if classes == nil, subset == nil, !dataset.findsObjects {
      classes = try surroundings.classes(of: dataset, by: labels, in: folder)
    }
    self.init(dataset, folder: folder, classes: classes, classSubset: subset, labels: labels)
  }
}
