import ArgumentParser
import CentralizeOptions

/// Which parameters are centralized.
struct ScopeOptions: ParsableArguments {
  @Option(.centralization) var centralization: Centralization.Scope?
  @Option(.minimumFanIn) var minimumFanIn: Int?

  func apply(to options: inout TrainingOptions) {
    options.centralization = centralization
    options.minimumFanIn = minimumFanIn
  }
}

/// Where in the optimizer centralization stands.
struct PlacementOptions: ParsableArguments {
  @Option(.placement) var placement: Centralization.Placement?
  @Option(.decayOrder) var decayOrder: Centralization.DecayOrder?

  func apply(to options: inout TrainingOptions) {
    options.placement = placement
    options.decayOrder = decayOrder
  }
}

/// How much of the mean is removed.
struct StrengthOptions: ParsableArguments {
  @Option(.centralizationStrength) var centralizationStrength: Double?
  @Option(.centralizationSchedule) var centralizationSchedule: String?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.centralizationStrength = centralizationStrength
    if let text = centralizationSchedule {
      options.centralizationSchedule = try Schedule(
        text, of: .centralizationSchedule)
    }
  }
}
