/// What `evaluate` measures: the loss and accuracy of a weights file on the test images.
public struct EvaluateRequest: Codable, Hashable, Sendable {
  /// The network.
  public var model: ModelName
  /// The data set.
  public var dataset: DatasetName
  /// The folder of the data set, as an absolute path.
  public var data: String
  /// The weights file, as an absolute path.
  public var weights: String
  /// The number of the network's outputs, from 2.
  public var classes: Int
  /// The classes that are used, or `nil` for all.
  public var classSubset: ClassSubset?
  /// The number of images in a batch, from 1.
  public var batchSize: Int
  /// The number of threads that compute, from 1.
  public var threads: Int
  /// The type of number.
  public var dtype: NumberType
  /// Where the computation runs.
  public var device: DeviceName
  /// Whether the result is printed as JSON.
  public var json: Bool

  /// The request that options describe.
  ///
  /// - Throws: `OptionsError` for a missing option, a range, or a path that is not there.
  public init(
    _ options: TrainingOptions, json: Bool, in surroundings: Surroundings
  ) throws(OptionsError) {
    model = try options.requiredModel()
    guard let dataset = options.dataset else {
      throw .missing(.dataset, hint: "'centralize datasets' lists them")
    }
    guard let weights = options.weights else {
      throw .missing(.weights, hint: "it names the safetensors file that is evaluated")
    }
    self.dataset = dataset
    self.weights = surroundings.absolute(weights)
    data = try surroundings.dataFolder(of: dataset, given: options.data)
    classSubset = options.classSubset
    classes = options.classes ?? options.classSubset?.count ?? dataset.classes
    batchSize = options.batchSize ?? RunConfiguration.defaultBatchSize
    threads = options.threads ?? surroundings.threads
    dtype = options.dtype ?? .float32
    device = options.device ?? .cpu
    self.json = json
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try OptionRanges.checkClasses(classes, subset: classSubset, of: dataset)
    try surroundings.checkDataFolder(data, of: dataset)
    try surroundings.checkFile(self.weights, of: .weights)
  }
}
