extension RunConfiguration {
  /// Checks the optimizer, its own options, and what goes around it.
  func checkOptimizer() throws(OptionsError) {
    try checkSettings(of: optimizer)
    if let absent = optimizer.ownOptions.first(where: { !settings.contains($0) }) {
      throw .missing(absent, hint: "the optimizer \(optimizer.rawValue) needs it")
    }
    try OptionRanges.checkPositive(.learningRate, learningRate)
    try OptionRanges.checkFraction(.momentum, momentum)
    try OptionRanges.checkFraction(.beta1, beta1)
    try OptionRanges.checkFraction(.beta2, beta2)
    try OptionRanges.checkFraction(.alpha, alpha)
    try OptionRanges.checkFraction(.rho, rho)
    try OptionRanges.checkShare(.dampening, dampening)
    try OptionRanges.checkPositive(.epsilon, epsilon)
    try OptionRanges.checkNotNegative(.momentumDecay, momentumDecay)
    try OptionRanges.checkNotNegative(.weightDecay, weightDecay)
    try OptionRanges.checkPositive(.clipNorm, clipNorm)
    try checkMomentum()
    try checkWrappers()
  }

  private func checkMomentum() throws(OptionsError) {
    let isDampened = (dampening ?? 0) != 0
    if momentumForm == .average, isDampened {
      throw .noEffect(
        .dampening, reason: "--momentum-form average weighs a gradient by 1 less the momentum")
    }
    guard nesterov == true else { return }
    if momentum == 0 {
      throw .noEffect(.nesterov, reason: "it needs a --momentum greater than 0")
    }
    if let dampening, isDampened {
      throw .noEffect(
        .nesterov, reason: "it needs a --dampening of 0, but that is \(dampening)")
    }
  }

  private func checkWrappers() throws(OptionsError) {
    try OptionRanges.checkPositive(.sam, sam)
    if let lookahead {
      _ = try Lookahead(lookahead.description, of: .lookahead)
    } else if optimizer.defaultLookahead != nil {
      throw .missing(.lookahead, hint: "the optimizer \(optimizer.rawValue) needs it")
    }
  }
}
