extension EngineRequest {
  /// The request to train one network.
  ///
  /// - Parameters:
  ///   - options: What was given.
  ///   - output: The folder of the run; `nil` for `RunConfiguration.defaultOutput`.
  ///   - resume: Whether the run in `output` is continued with the options of its record.
  ///   - surroundings: The files that are checked.
  /// - Returns: `EngineRequest.train`.
  /// - Throws: `OptionsError` for an option, a path that is not there, a folder that holds another
  ///   run, or a given option that differs from the record.
  public static func training(
    _ options: TrainingOptions, output: String?, resume: Bool, in surroundings: Surroundings
  ) throws(OptionsError) -> EngineRequest {
    if resume {
      let folder = try requiredOutput(output)
      let recorded = try RecordedRun(folder: folder, resumedBy: .train)
      try recorded.checkAgreement(with: options, in: surroundings)
      // The weights are in the checkpoint: their file may be gone.
      try recorded.configuration.checkDataPath(in: surroundings)
      return .train(recorded.configuration, output: folder, resume: true)
    }
    let configuration = try options.resolved(in: surroundings)
    let folder = output ?? configuration.defaultOutput
    try configuration.checkPaths(in: surroundings)
    try surroundings.checkNewOutput(folder, of: .train)
    return .train(configuration, output: folder, resume: false)
  }

  /// The request to train without and with centralization.
  ///
  /// - Parameters:
  ///   - options: What was given; its centralization is that of arm B.
  ///   - seeds: The number of seeds; `nil` for `RunConfiguration.defaultSeeds`.
  ///   - output: The folder; `nil` for `RunConfiguration.defaultComparisonOutput`.
  ///   - resume: Whether the comparison in `output` is continued with the options of its record.
  ///   - surroundings: The files that are checked.
  /// - Returns: `EngineRequest.compare`.
  /// - Throws: As `training(_:output:resume:in:)`, and for a comparison of nothing with nothing.
  public static func comparing(
    _ options: TrainingOptions, seeds: Int?, output: String?, resume: Bool,
    in surroundings: Surroundings
  ) throws(OptionsError) -> EngineRequest {
    if resume {
      let folder = try requiredOutput(output)
      let recorded = try RecordedRun(folder: folder, resumedBy: .compare)
      try recorded.checkAgreement(with: options, seeds: seeds, in: surroundings)
      // The weights are in the checkpoint: their file may be gone.
      try recorded.configuration.checkDataPath(in: surroundings)
      let count = recorded.seeds ?? RunConfiguration.defaultSeeds
      try recorded.configuration.checkComparison(seeds: count)
      return .compare(recorded.configuration, output: folder, seeds: count, resume: true)
    }
    let configuration = try options.resolved(in: surroundings)
    let count = seeds ?? RunConfiguration.defaultSeeds
    try configuration.checkComparison(seeds: count)
    let folder = output ?? configuration.defaultComparisonOutput
    try configuration.checkPaths(in: surroundings)
    try surroundings.checkNewOutput(folder, of: .compare)
    return .compare(configuration, output: folder, seeds: count, resume: false)
  }

  private static func requiredOutput(_ output: String?) throws(OptionsError) -> String {
    guard let output, !output.isEmpty else {
      throw .missing(.output, hint: "--resume continues the run in the folder that it names")
    }
    return output
  }
}

extension RunConfiguration {
  /// Checks that this is the arm B of a comparison over a number of seeds.
  func checkComparison(seeds: Int) throws(OptionsError) {
    if centralization == .none {
      throw .noEffect(
        .centralization,
        reason: "a comparison runs without centralization anyway, so 'none' leaves nothing to "
          + "compare it with")
    }
    try OptionRanges.check(.seeds, seeds, in: 1...OptionRanges.mostSeeds)
    let last = seed.addingReportingOverflow(UInt64(seeds - 1))
    if last.overflow || last.partialValue > OptionRanges.largestSeed {
      throw .outOfRange(
        .seed, expected: "at most \(OptionRanges.largestSeed) for the last of \(seeds) seeds",
        found: "\(seed) for the first")
    }
  }
}
