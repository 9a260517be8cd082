extension RunConfiguration {
  /// Checks the form of the network, and what of it is trained.
  func checkNetwork() throws(OptionsError) {
    try network.check()
    if let freezeUpTo, !model.stages.contains(freezeUpTo) {
      throw .outOfRange(
        .freezeUpTo,
        expected: "a stage of \(model.rawValue): " + model.stages.joined(separator: ", "),
        found: "'\(freezeUpTo)'")
    }
    if freezeBatchNorm, normalization != .batch {
      throw .noEffect(.freezeBatchNorm, reason: "the network has no batch norm")
    }
    try OptionName.classifierLearningRate.check(classifierLearningRate)
  }
}
