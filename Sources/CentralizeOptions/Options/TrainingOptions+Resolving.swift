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
    let model = try requiredModel()
    guard let dataset else { throw .missing(.dataset, hint: "'centralize datasets' lists them") }
    let optimizer = optimizer ?? RunConfiguration.defaultOptimizer
    let centralization = centralization ?? RunConfiguration.defaultCentralization
    let placement = resolvedPlacement(centralization)
    let has = { (option: OptionName) in optimizer.ownOptions.contains(option) }
    let configuration = RunConfiguration(
      model: model,
      dataset: dataset,
      data: try surroundings.dataFolder(of: dataset, given: data),
      classes: classes ?? classSubset?.count ?? dataset.classes,
      classSubset: classSubset,
      trainSamples: trainSamples,
      validation: validation ?? 0,
      epochs: steps == nil ? epochs ?? RunConfiguration.defaultEpochs : epochs,
      steps: steps,
      batchSize: batchSize ?? RunConfiguration.defaultBatchSize,
      accumulate: accumulate ?? RunConfiguration.defaultAccumulate,
      optimizer: optimizer,
      learningRate: learningRate ?? optimizer.defaultLearningRate,
      momentum: momentum ?? (has(.momentum) ? RunConfiguration.defaultMomentum : nil),
      dampening: dampening ?? (has(.dampening) ? RunConfiguration.defaultDampening : nil),
      nesterov: nesterov ?? (has(.nesterov) ? false : nil),
      beta1: beta1 ?? (has(.beta1) ? RunConfiguration.defaultBeta1 : nil),
      beta2: beta2 ?? (has(.beta2) ? RunConfiguration.defaultBeta2 : nil),
      epsilon: epsilon ?? optimizer.defaultEpsilon,
      weightDecay: weightDecay ?? RunConfiguration.defaultWeightDecay,
      decayOrder: resolvedDecayOrder(optimizer, placement),
      clipNorm: clipNorm,
      centralization: centralization,
      placement: placement,
      schedule: schedule ?? RunConfiguration.defaultSchedule,
      seed: try resolvedSeed(),
      dtype: dtype ?? .float32,
      device: device ?? .cpu,
      threads: threads ?? surroundings.threads,
      workers: workers ?? RunConfiguration.defaultWorkers,
      weights: weights.map(surroundings.absolute),
      augment: augment ?? true,
      shuffle: shuffle ?? true,
      checkpointEvery: checkpointEvery,
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
  func resolvedSeed() throws(OptionsError) -> UInt64 {
    guard let seed else { return 0 }
    try OptionRanges.check(.seed, seed, in: 0...Int(OptionRanges.largestSeed))
    return UInt64(seed)
  }

  /// What is wrong only because it was given, with the words for that.
  private func checkEffects() throws(OptionsError) {
    if epochs != nil, steps != nil {
      throw .noEffect(.steps, reason: RunConfiguration.lengthGivenTwice)
    }
    guard centralization == CentralizationScope.none else { return }
    let reason = RunConfiguration.nothingCentralized
    if placement != nil { throw .noEffect(.placement, reason: reason) }
    if decayOrder != nil { throw .noEffect(.decayOrder, reason: reason) }
  }

  private func resolvedPlacement(_ scope: CentralizationScope) -> CentralizationPlacement? {
    scope == .none ? nil : placement ?? RunConfiguration.defaultPlacement
  }

  private func resolvedDecayOrder(
    _ optimizer: OptimizerName, _ placement: CentralizationPlacement?
  ) -> DecayOrder? {
    if let decayOrder { return decayOrder }
    guard let placement else { return nil }
    let isOutside = optimizer.decouplesWeightDecay && placement == .gradient
    return isOutside ? nil : RunConfiguration.defaultDecayOrder
  }
}
