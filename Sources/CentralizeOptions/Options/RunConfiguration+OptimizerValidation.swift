extension RunConfiguration {
  /// Checks the optimizer, its own options, and what goes around it.
  func checkOptimizer() throws(OptionsError) {
    try checkSettings(of: optimizer)
    if let absent = optimizer.ownOptions.first(where: { !settings.contains($0) }) {
      throw .missing(absent, hint: "the optimizer \(optimizer.rawValue) needs it")
    }
    try OptionName.learningRate.check(learningRate)
    try OptionName.momentum.check(momentum)
    try OptionName.beta1.check(beta1)
    try OptionName.beta2.check(beta2)
    try OptionName.alpha.check(alpha)
    try OptionName.rho.check(rho)
    try OptionName.dampening.check(dampening)
    try OptionName.epsilon.check(epsilon)
    try OptionName.momentumDecay.check(momentumDecay)
    try OptionName.weightDecay.check(weightDecay)
    try OptionName.clipNorm.check(clipNorm)
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
    try OptionName.sam.check(sam)
    if let lookahead {
      _ = try Lookahead(lookahead.description, of: .lookahead)
    } else if optimizer.defaultLookahead != nil {
      throw .missing(.lookahead, hint: "the optimizer \(optimizer.rawValue) needs it")
    }
  }
}
