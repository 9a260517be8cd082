extension RunConfiguration {
  /// The epochs of a run when neither epochs nor steps are given.
  public static let defaultEpochs = 3
  /// The images in a batch.
  public static let defaultBatchSize = 128
  /// The batches that make one optimizer step.
  public static let defaultAccumulate = 1
  /// The side of the square that the network sees of an image that has its own size.
  public static let defaultImageSize = 224
  /// The length of the shorter side before a square of `imageSize` is cut out: 256 for 224.
  public static func defaultResize(for imageSize: Int) -> Int { (imageSize * 8 + 3) / 7 }
  /// The optimizer.
  public static let defaultOptimizer = OptimizerName.sgd
  /// How a momentum takes a gradient in.
  public static let defaultMomentumForm = Momentum.Form.sum
  /// The dampening of a momentum.
  public static let defaultDampening = 0.0
  /// The decay of RMSprop's mean square.
  public static let defaultAlpha = 0.99
  /// The decay of Adadelta's mean squares.
  public static let defaultRho = 0.9
  /// How fast NAdam's momentum grows.
  public static let defaultMomentumDecay = 4e-3
  /// The weight decay λ.
  public static let defaultWeightDecay = 5e-4
  /// The order of decay and centralization, where it makes a difference.
  public static let defaultDecayOrder = Centralization.DecayOrder.before
  /// What is centralized.
  public static let defaultCentralization = Centralization.Scope.all
  /// Where it is centralized.
  public static let defaultPlacement = Centralization.Placement.gradient
  /// The fewest inputs per output unit of what is centralized: with one, nothing would be left.
  public static let defaultMinimumFanIn = 2
  /// The share of the mean that is removed.
  public static let defaultCentralizationStrength = 1.0
  /// The course of that share.
  public static let defaultCentralizationSchedule = Schedule(.constant)
  /// The course of the learning rate.
  public static let defaultSchedule = Schedule(.cosine)
  /// The workers that prepare batches.
  public static let defaultWorkers = 1
  /// The optimizer steps between `step` lines of the metrics.
  public static let defaultLogEvery = 50
  /// The optimizer steps between readings of a monitored run.
  public static let defaultMonitorEvery = 50
  /// The seeds of a comparison.
  public static let defaultSeeds = 2
}
