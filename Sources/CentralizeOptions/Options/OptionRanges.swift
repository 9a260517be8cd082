/// The ranges of options, and the checks that say so in one sentence.
///
/// Upper limits are far above any use; they keep products such as epochs times images from
/// overflowing.
public enum OptionRanges {
  /// The most epochs of a run.
  public static let mostEpochs = 1_000_000
  /// The most optimizer steps of a run.
  public static let longestRun = 1_000_000_000
  /// The most images in a batch.
  public static let largestBatch = 100_000
  /// The most batches in an optimizer step.
  public static let mostAccumulated = 10_000
  /// The most images of a data set.
  public static let mostImages = 1_000_000_000
  /// The most classes of a network.
  public static let mostClasses = 100_000
  /// The most channels of an image.
  public static let mostChannels = 10_000
  /// The largest side of an image, in pixels.
  public static let largestImage = 16_384
  /// The largest least number of inputs per output unit.
  public static let largestFanIn = 1_000_000_000
  /// The most threads.
  public static let mostThreads = 1024
  /// The most workers that prepare batches.
  public static let mostWorkers = 64
  /// The most seeds of a comparison.
  public static let mostSeeds = 10_000
  /// The most runs of a grid.
  public static let mostRuns = 100_000
  /// The most runs that go on at a time.
  public static let mostJobs = 1024
  /// The ports to listen on; 0 stands for any that is free.
  public static let ports = 0...65_535
  /// The largest seed.
  public static let largestSeed = UInt64(Int64.max)

  /// Checks that a whole number, if there is one, lies in a range.
  ///
  /// - Throws: `OptionsError.outOfRange`.
  public static func check(
    _ option: OptionName, _ value: Int?, in range: ClosedRange<Int>
  ) throws(OptionsError) {
    guard let value, !range.contains(value) else { return }
    throw .outOfRange(
      option, expected: "between \(range.lowerBound) and \(range.upperBound)", found: "\(value)")
  }

  package static func check(
    _ option: OptionName, _ value: Double?, _ expected: String, _ isLegal: (Double) -> Bool
  ) throws(OptionsError) {
    guard let value, !(value.isFinite && isLegal(value)) else { return }
    throw .outOfRange(option, expected: expected, found: "\(value)")
  }

  package static func checkPositive(_ option: OptionName, _ value: Double?) throws(OptionsError) {
    try check(option, value, "a finite number greater than 0") { $0 > 0 }
  }

  package static func checkNotNegative(_ option: OptionName, _ value: Double?) throws(OptionsError) {
    try check(option, value, "a finite number of at least 0") { $0 >= 0 }
  }

  package static func checkFraction(_ option: OptionName, _ value: Double?) throws(OptionsError) {
    try check(option, value, "at least 0 and less than 1") { $0 >= 0 && $0 < 1 }
  }

  package static func checkShare(_ option: OptionName, _ value: Double?) throws(OptionsError) {
    try check(option, value, "between 0 and 1") { $0 >= 0 && $0 <= 1 }
  }

  package static func checkSchedule(
    _ option: OptionName, _ schedule: ScheduleSpecification
  ) throws(OptionsError) {
    _ = try ScheduleSpecification(schedule.description, of: option)
  }

  package static func checkMinimumFanIn(_ value: Int?) throws(OptionsError) {
    try check(.minimumFanIn, value, in: 2...largestFanIn)
  }

  /// Checks what every subcommand with batches has in common.
  package static func checkMachine(batchSize: Int, threads: Int) throws(OptionsError) {
    try check(.batchSize, batchSize, in: 1...largestBatch)
    try check(.threads, threads, in: 1...mostThreads)
  }

  /// Checks a number of classes, and that it has room for those of the data, where they are known
  /// before it is read.
  package static func checkClasses(
    _ classes: Int, subset: ClassSubset? = nil, of dataset: DatasetName? = nil,
    by labels: AircraftLabels? = nil
  ) throws(OptionsError) {
    let known = dataset?.classes(by: labels)
    if let dataset, let subset {
      if let known, let last = subset.classes.last, last >= known {
        throw .outOfRange(
          .classSubset, expected: "within the classes 0-\(known - 1) of \(dataset.rawValue)",
          found: "\(subset)")
      }
      if subset.count < 2 {
        throw .outOfRange(.classSubset, expected: "at least 2 classes", found: "\(subset)")
      }
    }
    try check(.classes, classes, in: 2...mostClasses)
    let needed = subset?.count ?? known ?? 2
    if classes < needed {
      throw .outOfRange(
        .classes, expected: "at least \(needed), the number of classes in the data",
        found: "\(classes)")
    }
  }
}
