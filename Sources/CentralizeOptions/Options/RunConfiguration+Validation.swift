extension RunConfiguration {
  /// Checks every range and every combination; nothing outside this value is looked at.
  ///
  /// - Throws: `OptionsError` that names the option, what was expected and what was found.
  public func validate() throws(OptionsError) {
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try OptionRanges.checkClasses(classes, subset: classSubset, of: dataset)
    try checkData()
    try checkLength()
    try checkOptimizer()
    _ = try ScheduleSpecification(schedule.description)
    try checkCentralization()
    try OptionRanges.check(.workers, workers, in: 0...OptionRanges.mostWorkers)
    if seed > OptionRanges.largestSeed {
      throw .outOfRange(
        .seed, expected: "between 0 and \(OptionRanges.largestSeed)", found: "\(seed)")
    }
  }

  private func checkData() throws(OptionsError) {
    try OptionRanges.check(.trainSamples, trainSamples, in: 1...OptionRanges.mostImages)
    try OptionRanges.check(.validation, validation, in: 0...OptionRanges.mostImages)
    if let trainSamples, trainSamples < batchSize {
      throw .outOfRange(
        .trainSamples,
        expected: "at least the batch size of \(batchSize), as partial batches are dropped",
        found: "\(trainSamples)")
    }
  }

  private func checkLength() throws(OptionsError) {
    if epochs != nil, steps != nil { throw .noEffect(.epochs, reason: Self.lengthGivenTwice) }
    try OptionRanges.check(.epochs, epochs, in: 1...OptionRanges.mostEpochs)
    try OptionRanges.check(.steps, steps, in: 1...OptionRanges.longestRun)
    try OptionRanges.check(.accumulate, accumulate, in: 1...OptionRanges.mostAccumulated)
    try OptionRanges.check(.checkpointEvery, checkpointEvery, in: 1...OptionRanges.longestRun)
    try OptionRanges.check(.logEvery, logEvery, in: 1...OptionRanges.longestRun)
  }

  private func checkOptimizer() throws(OptionsError) {
    try checkOwnOptions()
    try OptionRanges.checkPositive(.learningRate, learningRate)
    let fraction = "at least 0 and less than 1"
    try OptionRanges.check(.momentum, momentum, fraction) { $0 >= 0 && $0 < 1 }
    try OptionRanges.check(.beta1, beta1, fraction) { $0 >= 0 && $0 < 1 }
    try OptionRanges.check(.beta2, beta2, fraction) { $0 >= 0 && $0 < 1 }
    try OptionRanges.check(.dampening, dampening, "between 0 and 1") { $0 >= 0 && $0 <= 1 }
    try OptionRanges.checkPositive(.epsilon, epsilon)
    try OptionRanges.check(.weightDecay, weightDecay, "a finite number of at least 0") { $0 >= 0 }
    try OptionRanges.checkPositive(.clipNorm, clipNorm)
    guard nesterov == true else { return }
    if let momentum, momentum == 0 {
      throw .noEffect(.nesterov, reason: "it needs a --momentum greater than 0")
    }
    if let dampening, dampening != 0 {
      throw .noEffect(
        .nesterov, reason: "it needs a --dampening of 0, but that is \(dampening)")
    }
  }

  private func checkOwnOptions() throws(OptionsError) {
    let given: [(OptionName, Bool)] = [
      (.momentum, momentum != nil), (.dampening, dampening != nil), (.nesterov, nesterov != nil),
      (.beta1, beta1 != nil), (.beta2, beta2 != nil), (.epsilon, epsilon != nil),
    ]
    for (option, isGiven) in given where isGiven && !optimizer.ownOptions.contains(option) {
      throw .notOfOptimizer(option, optimizer)
    }
    for (option, isGiven) in given where !isGiven && optimizer.ownOptions.contains(option) {
      throw .missing(option, hint: "the optimizer \(optimizer.rawValue) needs it")
    }
  }

  private func checkCentralization() throws(OptionsError) {
    guard centralization != .none else {
      if placement != nil { throw .noEffect(.placement, reason: Self.nothingCentralized) }
      if decayOrder != nil { throw .noEffect(.decayOrder, reason: Self.nothingCentralized) }
      return
    }
    guard let placement else { throw .missing(.placement, hint: "centralization needs it") }
    switch (optimizer.decouplesWeightDecay, placement, decayOrder) {
    case (false, .update, .after): throw .noEffect(.decayOrder, reason: coupledDecayIsInside)
    case (true, .gradient, .some(_)): throw .noEffect(.decayOrder, reason: decoupledDecayIsOutside)
    case (false, _, nil), (true, .update, nil):
      throw .missing(.decayOrder, hint: "centralization needs it")
    default: return
    }
  }

  static let lengthGivenTwice = "the length of a run is given by --epochs or --steps, not by both"
  static let nothingCentralized = "with --centralization none nothing is centralized"

  private var coupledDecayIsInside: String {
    "the weight decay of \(optimizer.rawValue) is part of its gradient, so with --placement update "
      + "it always comes before centralization"
  }

  private var decoupledDecayIsOutside: String {
    "the weight decay of \(optimizer.rawValue) is outside its gradient, so with --placement "
      + "gradient centralization never meets it"
  }
}
