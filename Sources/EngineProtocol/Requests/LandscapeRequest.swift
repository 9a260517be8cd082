package import CentralizeOptions

/// What `landscape` measures of one run.
package struct LandscapeRequest: Codable, Hashable, Sendable {
  package var configuration: RunConfiguration
  /// The optimizer steps between two measurements; `nil` for a share of the run.
  package var every: Int?
  /// The seconds that the processes of the run wait for each other.
  package var timeout: Int
  /// The arm whose `Φ` is measured with: both arms have it, or their numbers could not be compared.
  private var like: RunConfiguration?

  /// The measurement of a run, with the `Φ` of the arm that it is compared with, or its own.
  package init(
    _ configuration: RunConfiguration, every: Int?, like arm: RunConfiguration? = nil,
    timeout: Int = OptionName.defaultTimeout
  ) throws(OptionsError) {
    try configuration.network.checkIsClassifier(for: "landscape")
    try OptionName.every.check(every)
    try OptionName.timeout.check(timeout)
    self.timeout = timeout
    (self.configuration, self.every, like) = (configuration, every, arm)
  }

  /// What `Φ` is; where the arm has none, that of all weights.
  package var centralization: Centralization {
    (like ?? configuration).optimizer.centralization ?? Centralization()
  }

  /// The steps between two measurements of a run of so many.
  package func interval(totalSteps: Int) -> Int {
    every
      ?? max(1, (totalSteps + OptionName.defaultMeasurements - 1) / OptionName.defaultMeasurements)
  }
}
