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
    try OptionRanges.check(.monitorEvery, monitorEvery, in: 1...OptionRanges.longestRun)
    try OptionRanges.check(.logEvery, logEvery, in: 1...OptionRanges.longestRun)
  }

  static let lengthGivenTwice = "the length of a run is given by --epochs or --steps, not by both"
}
