extension TrainingOptions {
  /// The run that these options describe, with defaults for what was not given.
  ///
  /// - Parameter surroundings: Where the data folder is looked for, paths start and cores are
  ///   counted.
  /// - Returns: A configuration that passes `RunConfiguration.validate()`.
  /// - Throws: `OptionsError` for a missing option, a value out of range, or an option that has no
  ///   effect beside the others. Files are not looked at; see `RunConfiguration.checkPaths(in:)`.
  public func resolved(in surroundings: Surroundings) throws(OptionsError) -> RunConfiguration {
    try checkEffects()
    let network = try NetworkChoice(self)
    guard let dataset else { throw .missing(.dataset, hint: "'centralize datasets' lists them") }
    let optimizer = optimizer ?? RunConfiguration.defaultOptimizer
    let centralization = centralization ?? RunConfiguration.defaultCentralization
    let isCentralized = centralization != .none
    let placement = placement ?? (isCentralized ? RunConfiguration.defaultPlacement : nil)
    func own<Value>(_ option: OptionName, _ value: Value) -> Value? {
      optimizer.ownOptions.contains(option) ? value : nil
    }
    func ifCentralized<Value>(_ value: Value) -> Value? { isCentralized ? value : nil }
    func ofFiles<Value>(_ value: Value) -> Value? { dataset.hasFixedSize ? nil : value }
    let crop = crop ?? (dataset.hasFixedSize ? .padded : .randomResized)
    let imageSize = imageSize ?? (crop == .padded ? nil : RunConfiguration.defaultImageSize)
    let data = try surroundings.dataFolder(of: dataset, given: data)
    let configuration = RunConfiguration(
      model: network.model,
      normalization: network.normalization,
      weightForm: network.weightForm,
      dataset: dataset,
      data: data,
      classes: try surroundings.outputs(self, for: dataset, in: data),
      classSubset: classSubset,
      labels: labels ?? (dataset.ownOptions.contains(.labels) ? .variant : nil),
      trainSamples: trainSamples,
      validation: validation ?? 0,
      epochs: steps == nil ? epochs ?? RunConfiguration.defaultEpochs : epochs,
      steps: steps,
      batchSize: batchSize ?? RunConfiguration.defaultBatchSize,
      accumulate: accumulate ?? RunConfiguration.defaultAccumulate,
      optimizer: optimizer,
      learningRate: learningRate ?? optimizer.defaultLearningRate,
      classifierLearningRate: classifierLearningRate,
      freezeUpTo: freezeUpTo,
      freezeBatchNorm: freezeBatchNorm ?? false,
      momentum: momentum ?? optimizer.defaultMomentum,
      momentumForm: momentumForm ?? own(.momentumForm, RunConfiguration.defaultMomentumForm),
      dampening: dampening ?? own(.dampening, RunConfiguration.defaultDampening),
      nesterov: nesterov ?? own(.nesterov, false),
      beta1: beta1 ?? optimizer.defaultBeta1,
      beta2: beta2 ?? optimizer.defaultBeta2,
      epsilon: epsilon ?? optimizer.defaultEpsilon,
      amsgrad: amsgrad ?? own(.amsgrad, false),
      alpha: alpha ?? own(.alpha, RunConfiguration.defaultAlpha),
      centered: centered ?? own(.centered, false),
      rho: rho ?? own(.rho, RunConfiguration.defaultRho),
      momentumDecay: momentumDecay ?? own(.momentumDecay, RunConfiguration.defaultMomentumDecay),
      lookahead: lookahead ?? optimizer.defaultLookahead,
      sam: sam,
      weightDecay: weightDecay ?? RunConfiguration.defaultWeightDecay,
      decayOrder: resolvedDecayOrder(optimizer, placement),
      clipNorm: clipNorm,
      centralization: centralization,
      placement: placement,
      minimumFanIn: minimumFanIn ?? ifCentralized(RunConfiguration.defaultMinimumFanIn),
      centralizationStrength: centralizationStrength
        ?? ifCentralized(RunConfiguration.defaultCentralizationStrength),
      centralizationSchedule: centralizationSchedule
        ?? ifCentralized(RunConfiguration.defaultCentralizationSchedule),
      schedule: schedule ?? RunConfiguration.defaultSchedule,
      seed: try resolvedSeed(),
      dtype: dtype ?? .float32,
      device: device ?? .cpu,
      threads: threads ?? surroundings.threads,
      workers: workers ?? RunConfiguration.defaultWorkers,
      weights: weights.map(surroundings.absolute),
      augment: augment ?? true,
      crop: crop,
      imageSize: imageSize,
      resize: resize ?? imageSize.map(RunConfiguration.defaultResize(for:)),
      colorJitter: colorJitter,
      randomErasing: randomErasing,
      mixup: mixup,
      cutmix: cutmix,
      exif: exif ?? ofFiles(false),
      skipCorrupt: skipCorrupt ?? ofFiles(false),
      shuffle: shuffle ?? true,
      checkpointEvery: checkpointEvery,
      monitorEvery: monitorEvery,
      logEvery: logEvery ?? RunConfiguration.defaultLogEvery)
    try configuration.validate()
    return configuration
  }

  /// The model, which has no default.
  func requiredModel() throws(OptionsError) -> ModelName {
    guard let model else { throw .missing(.model, hint: "'centralize models' lists them") }
    return model
  }

  /// The seed, 0 by default.
  ///
  /// - Throws: `OptionsError.outOfRange`.
  public func resolvedSeed() throws(OptionsError) -> UInt64 {
    guard let seed else { return 0 }
    try OptionName.seed.check(seed)
    return UInt64(seed)
  }

  /// What is wrong only because it was given, with the words for that.
  private func checkEffects() throws(OptionsError) {
    if epochs != nil, steps != nil {
      throw .noEffect(.steps, reason: RunConfiguration.lengthGivenTwice)
    }
    try checkCentralizationSettings()
  }

  /// Checks that nothing says how to centralize where nothing is.
  package func checkCentralizationSettings() throws(OptionsError) {
    if centralization == Centralization.Scope.none, let idle = centralizationSettings.first {
      throw .noEffect(idle, reason: RunConfiguration.nothingCentralized)
    }
  }

  private func resolvedDecayOrder(
    _ optimizer: OptimizerName, _ placement: Centralization.Placement?
  ) -> Centralization.DecayOrder? {
    if let decayOrder { return decayOrder }
    guard let placement, optimizer.hasDecayOrder(placement) else { return nil }
    return RunConfiguration.defaultDecayOrder
  }
}
