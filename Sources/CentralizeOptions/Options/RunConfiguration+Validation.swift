extension RunConfiguration {
  /// Checks every range and every combination; nothing outside this value is looked at.
  ///
  /// - Throws: `OptionsError` that names the option, what was expected and what was found.
  public func validate() throws(OptionsError) {
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try OptionRanges.checkClasses(classes, subset: classSubset, of: dataset, by: labels)
    try checkNetwork()
    try checkData()
    try checkImages()
    try checkLength()
    try checkOptimizer()
    try OptionRanges.checkSchedule(.schedule, schedule)
    try checkCentralization()
    try OptionName.workers.check(workers)
    if seed > OptionRanges.largestSeed {
      throw .outOfRange(
        .seed, expected: "between 0 and \(OptionRanges.largestSeed)", found: "\(seed)")
    }
  }

  private func checkData() throws(OptionsError) {
    try OptionName.trainSamples.check(trainSamples)
    try OptionName.validation.check(validation)
    if let trainSamples, trainSamples < batchSize {
      throw .outOfRange(
        .trainSamples,
        expected: "at least the batch size of \(batchSize), as partial batches are dropped",
        found: "\(trainSamples)")
    }
  }

  private func checkLength() throws(OptionsError) {
    if epochs != nil, steps != nil { throw .noEffect(.epochs, reason: Self.lengthGivenTwice) }
    try OptionName.epochs.check(epochs)
    try OptionName.steps.check(steps)
    try OptionName.accumulate.check(accumulate)
    try OptionName.checkpointEvery.check(checkpointEvery)
    try OptionName.monitorEvery.check(monitorEvery)
    try OptionName.logEvery.check(logEvery)
  }

  static let lengthGivenTwice = "the length of a run is given by --epochs or --steps, not by both"
}
