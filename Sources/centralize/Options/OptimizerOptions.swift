import ArgumentParser
import CentralizeOptions

/// The optimizer, and the numbers that all optimizers have.
struct OptimizerOptions: ParsableArguments {
  @Option(
    help: """
      The optimizer; 'centralize optimizers' describes them. (default: \
      \(RunConfiguration.defaultOptimizer.rawValue))
      """)
  var optimizer: OptimizerName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest learning rate. (default: \(OptimizerName.listed(\.defaultLearningRate)))",
      valueName: "x"))
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The weight decay, on every parameter; added to the gradient, but to the update in "
        + "\(OptimizerName.outsideGradient). (default: \(RunConfiguration.defaultWeightDecay))",
      valueName: "x"))
  var weightDecay: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Scale the gradient down to this norm over all parameters. (default: never)",
      valueName: "x"))
  var clipNorm: Double?

  func apply(to options: inout TrainingOptions) {
    options.optimizer = optimizer
    options.learningRate = learningRate
    options.weightDecay = weightDecay
    options.clipNorm = clipNorm
  }
}

extension OptimizerName {
  /// The optimizers that have an option, for its help.
  static func names(having option: OptionName) -> String {
    having(option).map(\.rawValue).joined(separator: ", ")
  }

  /// A default of each optimizer that has one, for the help: `0.9, rmsprop 0`.
  ///
  /// Optimizers with the same number stand together.
  static func listed(_ value: (OptimizerName) -> Double?) -> String {
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
}

extension Double {
  /// The number as people write it: `0.9`, `1`, `1e-4`.
  var inWords: String {
    let text = "\(self)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacing("e-0", with: "e-")
  }
}
