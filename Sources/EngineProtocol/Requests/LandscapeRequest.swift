package import CentralizeOptions

/// What `landscape` measures of one run.
package struct LandscapeRequest: Codable, Hashable, Sendable {
  package var configuration: RunConfiguration
  /// The optimizer steps between two measurements; `nil` for a share of the run.
  package var every: Int?

  /// The measurement of a run.
  package init(_ configuration: RunConfiguration, every: Int?) throws(OptionsError) {
    try OptionName.every.check(every)
    (self.configuration, self.every) = (configuration, every)
  }

  /// The steps between two measurements of a run of so many.
  package func interval(totalSteps: Int) -> Int {
    every
      ?? max(1, (totalSteps + OptionName.defaultMeasurements - 1) / OptionName.defaultMeasurements)
  }
}
