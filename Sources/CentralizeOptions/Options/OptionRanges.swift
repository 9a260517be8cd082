/// The ranges of options, and the checks that say so in one sentence.
///
/// Upper limits are far above any use; they keep products such as epochs times images from
/// overflowing.
public enum OptionRanges {
  /// The most epochs of a run.
  public static let mostEpochs = Limits.epochs
  /// The most optimizer steps of a run.
  public static let longestRun = Limits.steps
  /// The most images in a batch.
  public static let largestBatch = 100_000
  /// The most batches in an optimizer step.
  public static let mostAccumulated = 10_000
  /// The most images of a data set.
  public static let mostImages = 1_000_000_000
  /// The most classes of a network.
  public static let mostClasses = Limits.classes
  /// The most channels of an image.
  public static let mostChannels = 10_000
  /// The largest side of an image, in pixels.
  public static let largestImage = 16_384
  /// The most threads.
  public static let mostThreads = 1024
  /// The most runs of a grid.
  public static let mostRuns = 100_000
  /// The largest seed.
  public static let largestSeed = UInt64(Int64.max)

  package static func checkSchedule(
    _ option: OptionName, _ schedule: Schedule
  ) throws(OptionsError) {
    _ = try Schedule(schedule.description, of: option)
  }

  /// Checks what every subcommand with batches has in common.
  package static func checkMachine(batchSize: Int, threads: Int) throws(OptionsError) {
    try OptionName.batchSize.check(batchSize)
    try OptionName.threads.check(threads)
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
    try OptionName.classes.check(classes)
    let needed = subset?.count ?? known ?? 2
    if classes < needed {
      throw .outOfRange(
        .classes, expected: "at least \(needed), the number of classes in the data",
        found: "\(classes)")
    }
  }
}
