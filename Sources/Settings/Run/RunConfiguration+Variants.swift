extension RunConfiguration {
  /// The same run with another seed.
  package func with(seed: UInt64) -> RunConfiguration {
    var other = self
    other.start.seed = seed
    return other
  }

  /// The same run without centralization: arm A of a comparison.
  package func withoutCentralization() -> RunConfiguration {
    var other = self
    other.optimizer.centralization = nil
    other.course.centralizationSchedule = Schedule(.constant)
    return other
  }

  /// What decides the weights of a run, but for the seed: runs that have it in common are the same
  /// training, however they were watched, and by how many threads.
  package var training: OptionMap {
    optionMap.filter { $0.effect.contains(.results) && $0 != .seed }
  }

  /// Whether `other` is this run, or goes on with it for more epochs.
  package func isContinued(by other: RunConfiguration) -> Bool {
    guard let epochs = course.epochs, let more = other.course.epochs, more > epochs else {
      return isSameRun(as: other)
    }
    var longer = self
    longer.course.length = other.course.length
    return longer.isSameRun(as: other)
  }

  /// Whether `other` is this run, made at any place.
  package func isSameRun(as other: RunConfiguration) -> Bool {
    func run(_ configuration: RunConfiguration) -> OptionMap {
      configuration.optionMap.filter { !$0.effect.contains(.place) }
    }
    return run(self) == run(other)
  }

  /// Whether a step of this run costs what one of the other does, the optimizer's part aside.
  package func isAsMuchWork(as other: RunConfiguration) -> Bool {
    Self.optionNames.filter { $0.effect.contains(.time) }.allSatisfy { option in
      // What is done with a number costs the same whatever the number is.
      if case .number = option.kind { return (self[option] == nil) == (other[option] == nil) }
      return self[option] == other[option]
    }
  }

  /// The folder that a run writes to when none is given, relative to the current one.
  package var defaultOutput: String { "runs/" + label }

  /// The folder that a comparison writes to when none is given, relative to the current one.
  package var defaultComparisonOutput: String { "runs/compare-" + label }

  private var label: String {
    let names = [
      networkWords, dataWords, optimizerWords, scopes.description,
    ].map(\.safeInNames)
    return names.joined(separator: "-") + "-\(start.seed)"
  }
}
