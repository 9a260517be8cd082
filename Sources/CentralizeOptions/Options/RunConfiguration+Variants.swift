extension RunConfiguration {
  /// How long a run is.
  public enum Length: Hashable, Sendable {
    /// A number of passes over the training images.
    case epochs(Int)
    /// A number of optimizer steps.
    case steps(Int)
  }

  /// How long the run is.
  public var length: Length {
    if let steps { return .steps(steps) }
    return .epochs(epochs ?? Self.defaultEpochs)
  }

  /// The same run with another seed.
  public func with(seed: UInt64) -> RunConfiguration {
    var other = self
    other.seed = seed
    return other
  }

  /// The same run without centralization: arm A of a comparison.
  public func withoutCentralization() -> RunConfiguration {
    var other = self
    other.centralization = .none
    other.placement = nil
    other.decayOrder = nil
    other.minimumFanIn = nil
    other.centralizationStrength = nil
    other.centralizationSchedule = nil
    return other
  }

  /// What decides the weights of a run, with the seed 0: runs that have it in common are the same
  /// training but for the seed, however they were watched, and by how many threads.
  public var training: RunConfiguration {
    var other = with(seed: 0)
    other.checkpointEvery = nil
    other.monitorEvery = nil
    other.logEvery = Self.defaultLogEvery
    (other.threads, other.workers) = (1, Self.defaultWorkers)
    return other
  }

  /// The folder that a run writes to when none is given, relative to the current one.
  public var defaultOutput: String {
    "runs/" + label
  }

  /// The folder that a comparison writes to when none is given, relative to the current one.
  public var defaultComparisonOutput: String {
    "runs/compare-" + label
  }

  private var label: String {
    let names = [model.rawValue, dataset.rawValue, optimizer.rawValue, centralization.rawValue]
    return names.joined(separator: "-") + "-\(seed)"
  }
}
