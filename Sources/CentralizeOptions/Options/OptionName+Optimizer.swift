extension OptionName {
  package static let optimizer = OptionName(
    "optimizer", .choice(of: OptimizerName.self),
    help: """
      The optimizer; 'centralize optimizers' describes them. (default: \
      \(RunConfiguration.defaultOptimizer.rawValue))
      """)
  package static let learningRate = OptionName(
    "learning-rate", .number(.positive), valueName: "x",
    help: "The largest learning rate. (default: \(OptimizerName.listed(\.defaultLearningRate)))")
  package static let weightDecay = OptionName(
    "weight-decay", .number(.notNegative), valueName: "x",
    help: """
      The weight decay, on every parameter; added to the gradient, but to the update in \
      \(OptimizerName.outsideGradient). (default: \(RunConfiguration.defaultWeightDecay))
      """)
  package static let clipNorm = OptionName(
    "clip-norm", .number(.positive), valueName: "x",
    help: "Scale the gradient down to this norm over all parameters. (default: never)")
  package static let lookahead = OptionName(
    "lookahead", .text, valueName: "k:alpha",
    help: """
      Lookahead: every K steps go back to slow weights that have moved the share ALPHA of the way; K \
      alone means \(Lookahead.defaultAlpha.inWords). (default: \
      \(OptimizerName.slowWeights)else none)
      """)
  package static let sam = OptionName(
    "sam", .number(.positive), valueName: "rho", effect: [.results, .time],
    help: """
      Sharpness-aware minimization: take the gradient where, within this radius, the loss is \
      highest. Each step then costs two passes over its batches. (default: none)
      """)
}

/// The numbers of a momentum.
extension OptionName {
  package static let momentum: OptionName = .init(
    "momentum", .number(.fraction), valueName: "x",
    help: """
      \(OptimizerName.names(having: .momentum)): the momentum β, in [0, 1). (default: \
      \(OptimizerName.listed(\.defaultMomentum)))
      """)
  package static let momentumForm: OptionName = .init(
    "momentum-form", .choice(of: Momentum.Form.self), valueName: "form",
    help: """
      \(OptimizerName.names(having: .momentumForm)): take a gradient in as it is (sum, as in \
      PyTorch), or times 1 − β (average, as in the paper), whose steps are shorter at the same \
      learning rate. (default: \(RunConfiguration.defaultMomentumForm.rawValue))
      """)
  package static let dampening: OptionName = .init(
    "dampening", .number(.share), valueName: "x",
    help: """
      \(OptimizerName.names(having: .dampening)): the dampening of the momentum, in [0, 1]. \
      (default: \(RunConfiguration.defaultDampening.inWords))
      """)
  package static let nesterov: OptionName = .init(
    "nesterov", .invertibleFlag,
    help: """
      \(OptimizerName.names(having: .nesterov)): Nesterov's momentum, which looks one step ahead. \
      (default: no)
      """)
  package static let momentumDecay: OptionName = .init(
    "momentum-decay", .number(.notNegative), valueName: "x",
    help: """
      \(OptimizerName.names(having: .momentumDecay)): how fast the momentum grows to --beta1, at \
      least 0. (default: \(RunConfiguration.defaultMomentumDecay.inWords))
      """)
}

/// The numbers of a division by what earlier gradients were.
extension OptionName {
  package static let beta1 = OptionName(
    "beta1", .number(.fraction), valueName: "x",
    help: """
      The decay of the mean of gradients, in [0, 1). (default: \
      \(OptimizerName.listed(\.defaultBeta1)))
      """)
  package static let beta2 = OptionName(
    "beta2", .number(.fraction), valueName: "x",
    help: """
      The decay of the mean square, of lion the memory's, in [0, 1). (default: \
      \(OptimizerName.listed(\.defaultBeta2)))
      """)
  package static let epsilon = OptionName(
    "epsilon", .number(.positive), valueName: "x",
    help: """
      Keeps the denominator from zero, above 0. (default: \(OptimizerName.listed(\.defaultEpsilon)))
      """)
  package static let amsgrad: OptionName = .init(
    "amsgrad", .invertibleFlag,
    help: """
      \(OptimizerName.names(having: .amsgrad)): divide by the largest mean square so far. (default: \
      no)
      """)
  package static let alpha: OptionName = .init(
    "alpha", .number(.fraction), valueName: "x",
    help: """
      \(OptimizerName.names(having: .alpha)): the decay of the mean square, in [0, 1). (default: \
      \(RunConfiguration.defaultAlpha.inWords))
      """)
  package static let centered: OptionName = .init(
    "centered", .invertibleFlag,
    help: """
      \(OptimizerName.names(having: .centered)): divide by the deviation of gradients and not by the \
      root of their mean square. (default: no)
      """)
  package static let rho: OptionName = .init(
    "rho", .number(.fraction), valueName: "x",
    help: """
      \(OptimizerName.names(having: .rho)): the decay of the mean squares, in [0, 1). (default: \
      \(RunConfiguration.defaultRho.inWords))
      """)
}

extension OptimizerName {
  /// The optimizers that have an option, for its help.
  fileprivate static func names(having option: OptionName) -> String {
    having(option).map(\.rawValue).joined(separator: ", ")
  }

  /// A default of each optimizer that has one, for the help: `0.9, rmsprop 0`.
  ///
  /// Optimizers with the same number stand together.
  fileprivate static func listed(_ value: (OptimizerName) -> Double?) -> String {
    var groups: [(value: Double, names: [String])] = []
    for name in allCases {
      guard let own = value(name) else { continue }
      if let index = groups.firstIndex(where: { $0.value == own }) {
        groups[index].names.append(name.rawValue)
      } else {
        groups.append((own, [name.rawValue]))
      }
    }
    return groups.map { $0.names.joined(separator: ", ") + " \($0.value.inWords)" }
      .joined(separator: "; ")
  }

  fileprivate static var outsideGradient: String {
    allCases.filter { $0.decayForm != .coupled }.map(\.rawValue).joined(separator: ", ")
  }

  fileprivate static var slowWeights: String {
    allCases.compactMap { name in name.defaultLookahead.map { "\(name.rawValue) \($0), " } }
      .joined()
  }
}

extension Double {
  /// The number as people write it: `0.9`, `1`, `1e-4`.
  package var inWords: String {
    let text = "\(self)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacing("e-0", with: "e-")
  }
}
