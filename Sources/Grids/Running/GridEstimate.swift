package import RunRecords
package import CentralizeOptions

/// How long runs take, from how long others took.
package struct GridEstimate: Sendable {
  /// What is known of a run's time.
  package struct Sample: Sendable {
    /// The run's options.
    package var configuration: RunConfiguration
    package var seconds: Double
    /// The share of the run that they are for, in (0, 1].
    package var share: Double

    package init(configuration: RunConfiguration, seconds: Double, share: Double) {
      (self.configuration, self.seconds, self.share) = (configuration, seconds, share)
    }

    /// What the folder of a run says; `nil` where no epoch was timed.
    ///
    /// A log or times that cannot be read say nothing: who needs them refuses them.
    package init?(_ configuration: RunConfiguration, in folder: RunFolder) {
      let timings = (try? folder.timings()) ?? []
      let timed = Set(timings.map(\.epoch))
      let last = (try? folder.epochs())?.last { timed.contains($0.epoch) }
      guard let last else { return nil }
      let share =
        switch configuration.course.length {
        case .epochs(let epochs): Double(timings.count) / Double(epochs)
        case .steps(let steps): Double(last.step) / Double(steps)
        }
      guard share > 0 else { return nil }
      self.init(
        configuration: configuration,
        seconds: timings.map { $0.trainingSeconds + $0.evaluationSeconds }.reduce(0, +),
        share: min(share, 1))
    }
  }

  private let samples: [Sample]

  package init(_ samples: [Sample]) { self.samples = samples }

  /// The seconds of a run: the mean over those with the same options but for the seed, else over
  /// those with the same network, data and batches, their length counted; `nil` where there are none.
  package func seconds(of configuration: RunConfiguration) -> Double? {
    mean(
      samples.filter { $0.configuration.with(seed: 0) == configuration.with(seed: 0) },
      configuration)
      ?? mean(samples.filter { $0.configuration.isAsMuchWork(as: configuration) }, configuration)
  }

  private func mean(_ samples: [Sample], _ configuration: RunConfiguration) -> Double? {
    let seconds = samples.compactMap { sample in
      configuration.course.length.inUnits(of: sample.configuration.course.length).map {
        sample.seconds / sample.share * $0
      }
    }
    return seconds.isEmpty ? nil : seconds.reduce(0, +) / Double(seconds.count)
  }

  /// The seconds that runs of these seconds take, so many at a time; `nil` where one is not known.
  package static func seconds(of runs: [Double?], jobs: Int) -> Double? {
    let known = runs.compactMap { $0 }
    guard known.count == runs.count else { return nil }
    return max(known.reduce(0, +) / Double(jobs), known.max() ?? 0)
  }
}

extension Course.Length {
  /// How many times as long this is as another; `nil` where that depends on the data.
  fileprivate func inUnits(of other: Self) -> Double? {
    switch (self, other) {
    case (.epochs(let own), .epochs(let others)), (.steps(let own), .steps(let others)):
      Double(own) / Double(others)
    default: nil
    }
  }
}
