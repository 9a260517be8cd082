import ArgumentParser
import CentralizeOptions

/// Which parameters are centralized.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which weights are centralized: none, all whose output units sum over inputs, or those of "
        + "convolutions. (default: \(RunConfiguration.defaultCentralization.rawValue))",
      valueName: "scope"))
  var centralization: CentralizationScope?

  func apply(to options: inout TrainingOptions) {
    options.centralization = centralization
  }
}

/// Where in the optimizer centralization stands.
struct PlacementOptions: ParsableArguments {
  @Option(
    help: """
      Centralize the gradient, or the final update after momentum and scaling. (default: \
      \(RunConfiguration.defaultPlacement.rawValue))
      """)
  var placement: CentralizationPlacement?

  @Option(
    help: ArgumentHelp(
      "Add the weight decay before centralization, which then keeps the sum of each unit's "
        + "weights, or after it. (default: \(RunConfiguration.defaultDecayOrder.rawValue))",
      valueName: "order"))
  var decayOrder: DecayOrder?

  func apply(to options: inout TrainingOptions) {
    options.placement = placement
    options.decayOrder = decayOrder
  }
}
