public import Settings
public import CentralizeOptions

/// What `evaluate` measures: the loss and accuracy of a weights file on the test images.
public struct EvaluateRequest: Codable, Hashable, Sendable {
  /// The network.
  public var network: NetworkChoice
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
  /// What the classes are; `nil` where the data set has no choice.
  public var labels: AircraftLabels?
  /// The side of the square that the network sees, in pixels; `nil` for images as they are.
  public var imageSize: Int?
  /// The length that the shorter side gets before the center is cut out; `nil` for images as they are.
  public var resize: Int?
  /// Whether the orientation in EXIF data is applied.
  public var exif: Bool
  /// Whether damaged images are left out.
  public var skipCorrupt: Bool
  /// The number of images in a batch, from 1.
  public var batchSize: Int
  /// The number of threads that compute, from 1.
  public var threads: Int
  /// The number of workers that prepare batches, from 0.
  public var workers: Int
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
    network = try NetworkChoice(options)
    guard let dataset = options.dataset else {
      throw .missing(.dataset, hint: "'centralize datasets' lists them")
    }
    guard let weights = options.weights else {
      throw .missing(.weights, hint: "it names the file of weights that is evaluated")
    }
    self.dataset = dataset
    self.weights = surroundings.absolute(weights)
    data = try surroundings.dataFolder(of: dataset, given: options.data)
    labels = options.labels ?? (dataset.ownOptions.contains(.labels) ? .variant : nil)
    imageSize =
      options.imageSize ?? (dataset.hasFixedSize ? nil : RunConfiguration.defaultImageSize)
    resize = options.resize ?? imageSize.map(RunConfiguration.defaultResize(for:))
    exif = options.exif ?? false
    skipCorrupt = options.skipCorrupt ?? false
    workers = options.workers ?? RunConfiguration.defaultWorkers
    classSubset = options.classSubset
    classes = try surroundings.outputs(options, for: dataset, in: data)
    batchSize = options.batchSize ?? RunConfiguration.defaultBatchSize
    threads = options.threads ?? surroundings.threads
    dtype = options.dtype ?? .float32
    device = options.device ?? .cpu
    self.json = json
    try options.checkSettings(of: dataset)
    try RunConfiguration.checkCenterCrop(imageSize: imageSize, resize: resize)
    try OptionName.workers.check(workers)
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try OptionRanges.checkClasses(classes, subset: classSubset, of: dataset, by: labels)
    try surroundings.checkDataFolder(data, of: dataset)
    try surroundings.checkFile(self.weights, of: .weights)
  }
}
