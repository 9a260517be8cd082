import ArgumentParser
import CentralizeOptions

/// Which parameters are centralized.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which weights are centralized: none, all whose output units sum over inputs, or those of "
        + "convolutions. (default: \(RunConfiguration.defaultCentralization.rawValue))",
      valueName: "scope"))
  var centralization: Centralization.Scope?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Leave weights with fewer inputs per output unit alone: of n inputs, centralization removes "
        + "1/n of the weight's freedom. At least 2. (default: "
        + "\(RunConfiguration.defaultMinimumFanIn))", valueName: "n"))
  var minimumFanIn: Int?

  func apply(to options: inout TrainingOptions) {
    options.centralization = centralization
    options.minimumFanIn = minimumFanIn
  }
}

/// Where in the optimizer centralization stands.
struct PlacementOptions: ParsableArguments {
  @Option(
    help: """
      Centralize the gradient, or the final update after momentum and scaling. (default: \
      \(RunConfiguration.defaultPlacement.rawValue))
      """)
  var placement: Centralization.Placement?

  @Option(
    help: ArgumentHelp(
      "Add the weight decay before centralization, which then keeps the sum of each unit's "
        + "weights, or after it. (default: \(RunConfiguration.defaultDecayOrder.rawValue))",
      valueName: "order"))
  var decayOrder: Centralization.DecayOrder?

  func apply(to options: inout TrainingOptions) {
    options.placement = placement
    options.decayOrder = decayOrder
  }
}

/// How much of the mean is removed.
struct StrengthOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Remove this share of the mean, in [0, 1]; below 1 the sum of a unit's weights moves. "
        + "(default: \(RunConfiguration.defaultCentralizationStrength.inWords))", valueName: "x"))
  var centralizationStrength: Double?

  @Option(
    help: ArgumentHelp(
      "That share over time, in the words of --schedule: cosine takes it to 0. (default: "
        + "\(RunConfiguration.defaultCentralizationSchedule))", valueName: "schedule"))
  var centralizationSchedule: String?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.centralizationStrength = centralizationStrength
    if let text = centralizationSchedule {
      options.centralizationSchedule = try Schedule(
        text, of: .centralizationSchedule)
    }
  }
}
