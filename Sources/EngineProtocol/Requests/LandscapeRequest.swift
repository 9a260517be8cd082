package import CentralizeOptions

/// What `landscape` measures of one run.
package struct LandscapeRequest: Codable, Hashable, Sendable {
  package var configuration: RunConfiguration
  /// The optimizer steps between two measurements; `nil` for a share of the run.
  package var every: Int?
  /// What `Φ` is for: the same weights in both arms, or their numbers could not be compared.
  package var scope: Centralization.Scope
  package var minimumFanIn: Int

  /// The measurement of a run, with the `Φ` of the arm that it is compared with, or its own.
  package init(
    _ configuration: RunConfiguration, every: Int?, like arm: RunConfiguration? = nil
  ) throws(OptionsError) {
    try OptionName.every.check(every)
    (self.configuration, self.every) = (configuration, every)
    let centralization = (arm ?? configuration).optimizer.centralization ?? Centralization()
    (scope, minimumFanIn) = (centralization.scope, centralization.minimumFanIn)
  }

  /// The steps between two measurements of a run of so many.
  package func interval(totalSteps: Int) -> Int {
    every
      ?? max(1, (totalSteps + OptionName.defaultMeasurements - 1) / OptionName.defaultMeasurements)
  }
}
