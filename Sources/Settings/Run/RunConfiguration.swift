/// Every option of a training run, resolved: what decides its results, and how it is recorded.
///
/// The folder that a run writes to is not part of it, so that equal runs in different folders have
/// equal records. Its JSON form has the long option names as keys and leaves out what does not apply.
public struct RunConfiguration: Hashable, Sendable {
  /// What of the run a program makes itself, in place of what the other properties say.
  public var own = OwnParts()
  /// The network.
  public var network: NetworkChoice
  /// The data set.
  public var data: DataChoice
  /// Which training images are seen, and how.
  public var images: TrainingImages
  /// How image files are read, and the sizes that images get.
  public var reading: ImageReading
  /// How long the run is, and how large its steps.
  public var course: Course
  /// The optimizer with its weight decay, and what it centralizes.
  public var optimizer: OptimizerSettings
  /// What goes around the optimizer.
  public var wrapping: Wrapping
  /// What a step makes smaller.
  public var objective = Objective()
  /// What single parameters have of their own.
  public var rules = ParameterRules()
  /// When the run is measured.
  public var evaluation = EvaluationPlan()
  /// What of the network is trained.
  public var fineTuning = FineTuning()
  /// How the machine is used.
  public var machine: Machine
  /// Where the run begins.
  public var start: Start
  /// What is written on the way.
  public var logging = Logging()

  /// The optimizer when none is given.
  public static let usualOptimizer = OptimizerName.sgd
  /// The weight decay when none is given.
  public static let usualWeightDecay = 5e-4

  /// A run with the defaults of its network, its data and its optimizer for what is not given.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - data: The data set.
  ///   - images: Which training images are seen; `nil` for all, cropped as the data set's are.
  ///   - optimizer: The optimizer; `nil` for SGD as the command begins with, centralized.
  ///   - course: The length and the steps; `nil` for three epochs at the optimizer's usual rate.
  ///   - machine: The machine.
  ///   - start: The seed, and weights.
  public init(
    network: NetworkChoice, data: DataChoice, images: TrainingImages? = nil,
    optimizer: OptimizerSettings? = nil, course: Course? = nil, machine: Machine,
    start: Start = Start()
  ) {
    (self.network, self.data, self.machine, self.start) = (network, data, machine, start)
    let areFiles = !data.dataset.hasFixedSize
    let findsObjects = network.model.findsObjects
    var usual = TrainingImages()
    usual.crop = findsObjects ? nil : areFiles ? .randomResized : .padded
    self.images = images ?? usual
    reading =
      findsObjects
      ? ImageReading(objectsOf: data.dataset)
      : ImageReading(resized: self.images.crop != .padded, areFiles: areFiles)
    self.optimizer = optimizer ?? Self.usual(Self.usualOptimizer)
    self.course =
      course
      ?? Course(
        batchSize: findsObjects ? Course.detectorBatchSize : Course.usual.batchSize,
        learningRate: self.optimizer.name.defaultLearningRate)
    wrapping = Wrapping(lookahead: self.optimizer.lookahead)
  }

  /// A run of which a program makes parts itself.
  ///
  /// - Parameters:
  ///   - own: What the program makes: its network, its data or both.
  ///   - network: The network, where it is not the program's own.
  ///   - data: The data set, where it is not the program's own.
  ///   - optimizer: The optimizer; `nil` for SGD as the command begins with, centralized.
  ///   - course: The length and the steps; `nil` for three epochs at the optimizer's usual rate.
  ///   - machine: The machine.
  ///   - start: The seed, and weights.
  public init(
    own: OwnParts, network: NetworkChoice? = nil, data: DataChoice? = nil,
    optimizer: OptimizerSettings? = nil, course: Course? = nil, machine: Machine,
    start: Start = Start()
  ) {
    precondition(
      (own.network == nil) == (network != nil) && (own.data == nil) == (data != nil),
      "a run has one network and one kind of data, the program's own or a named one")
    var choice = network ?? NetworkChoice(.resnet8)
    if network == nil { choice.normalization = nil }
    self.init(
      network: choice, data: data ?? DataChoice(.fashionMNIST, folder: ""), optimizer: optimizer,
      course: course, machine: machine, start: start)
    self.own = own
    if data == nil { reading = ImageReading() }
  }

  /// Takes another optimizer, at the same learning rate, with the slow weights that are a part of it.
  package mutating func change(to optimizer: OptimizerSettings) {
    if optimizer.lookahead != nil || self.optimizer.lookahead != nil {
      wrapping.lookahead = optimizer.lookahead
    }
    self.optimizer = optimizer
  }

  /// An optimizer with the numbers that the command begins with.
  static func usual(_ name: OptimizerName) -> OptimizerSettings {
    var usual = name.usual
    (usual.weightDecay, usual.centralization) = (usualWeightDecay, Centralization())
    return usual
  }

  /// What is centralized.
  ///
  /// Of an optimizer that a program makes itself nothing is known, and so it is none.
  public var scopes: Centralization.Scopes {
    own.optimizer == nil ? optimizer.centralization?.scopes ?? .init(.none) : .init(.none)
  }
}

extension OptimizerSettings {
  /// The slow weights that are a part of the optimizer; `nil` where it has none.
  var lookahead: Lookahead? { if case .ranger(let own) = self { own.lookahead } else { nil } }
}
