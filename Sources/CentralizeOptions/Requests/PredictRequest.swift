/// What `predict` computes: the logits of a model for the tensor `images` of a file.
public struct PredictRequest: Codable, Hashable, Sendable {
  /// The network.
  public var network: NetworkChoice
  /// The weights file, as an absolute path.
  public var weights: String
  /// The safetensors file with `images` `[N, C, H, W]`, already normalized.
  public var input: String
  /// The safetensors file that is written, with `logits` `[N, classes]`.
  public var output: String
  /// The number of the network's outputs, from 2; `nil` for what the weights file has.
  public var classes: Int?
  /// The number of image channels, from 1; `nil` for what the weights file has.
  public var channels: Int?
  /// The number of images in a batch, from 1.
  public var batchSize: Int
  /// The number of threads that compute, from 1.
  public var threads: Int
  /// The type of number.
  public var dtype: NumberType

  /// The request that options describe.
  ///
  /// - Throws: `OptionsError` for a missing option, a range, or a path that is not there.
  public init(
    _ options: TrainingOptions, channels: Int?, input: String?, output: String?,
    in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    guard let weights = options.weights else {
      throw .missing(.weights, hint: "it names the file of weights of the model")
    }
    guard let input else {
      throw .missing(.input, hint: "it names a safetensors file with a tensor 'images'")
    }
    guard let output else { throw .missing(.output, hint: "it names the file that is written") }
    self.weights = surroundings.absolute(weights)
    self.input = input
    self.output = output
    self.channels = channels
    classes = options.classes
    batchSize = options.batchSize ?? RunConfiguration.defaultBatchSize
    threads = options.threads ?? surroundings.threads
    dtype = options.dtype ?? .float32
    try OptionRanges.check(.channels, channels, in: 1...OptionRanges.mostChannels)
    try OptionRanges.check(.classes, classes, in: 2...OptionRanges.mostClasses)
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try surroundings.checkFile(self.weights, of: .weights)
    try surroundings.checkFile(input, of: .input)
    try surroundings.checkTarget(output, isNot: [(.weights, weights), (.input, input)])
  }
}
