extension RunConfiguration {
  /// The epochs of a run when neither epochs nor steps are given.
  public static let defaultEpochs = 3
  /// The images in a batch.
  public static let defaultBatchSize = 128
  /// The batches that make one optimizer step.
  public static let defaultAccumulate = 1
  /// The optimizer.
  public static let defaultOptimizer = OptimizerName.sgd
  /// The momentum of SGD.
  public static let defaultMomentum = 0.9
  /// The dampening of SGD's momentum.
  public static let defaultDampening = 0.0
  /// The decay of Adam's first moment.
  public static let defaultBeta1 = 0.9
  /// The decay of Adam's second moment.
  public static let defaultBeta2 = 0.999
  /// The weight decay λ.
  public static let defaultWeightDecay = 5e-4
  /// The order of decay and centralization, where it makes a difference.
  public static let defaultDecayOrder = DecayOrder.before
  /// What is centralized.
  public static let defaultCentralization = CentralizationScope.all
  /// Where it is centralized.
  public static let defaultPlacement = CentralizationPlacement.gradient
  /// The course of the learning rate.
  public static let defaultSchedule = ScheduleSpecification(.cosine)
  /// The workers that prepare batches.
  public static let defaultWorkers = 1
  /// The optimizer steps between `step` lines of the metrics.
  public static let defaultLogEvery = 50
  /// The seeds of a comparison.
  public static let defaultSeeds = 2
}
