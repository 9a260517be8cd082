public import CentralizeOptions

/// What `landscape` measures of one run.
public struct LandscapeRequest: Codable, Hashable, Sendable {
  /// The run.
  public var configuration: RunConfiguration
  /// The optimizer steps between two measurements; `nil` for a share of the run.
  public var every: Int?

  /// The measurement of a run.
  ///
  /// - Throws: `OptionsError` for a number of steps out of range.
  public init(_ configuration: RunConfiguration, every: Int?) throws(OptionsError) {
    try OptionName.every.check(every)
    (self.configuration, self.every) = (configuration, every)
  }

  /// The steps between two measurements of a run of so many.
  public func interval(totalSteps: Int) -> Int {
    every
      ?? max(1, (totalSteps + OptionName.defaultMeasurements - 1) / OptionName.defaultMeasurements)
  }
}
