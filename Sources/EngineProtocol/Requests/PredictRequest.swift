public import Settings
public import CentralizeOptions

/// What `predict` computes: a model's logits for the tensor `images` of a file, or its classes of image
/// files.
public struct PredictRequest: Codable, Hashable, Sendable {
  /// The network.
  public var network: NetworkChoice
  /// The weights file, as an absolute path.
  public var weights: String
  /// Where images come from.
  public enum Input: Codable, Hashable, Sendable {
    /// The safetensors file with `images` `[N, C, H, W]`, already normalized.
    case tensors(String)
    /// Image files.
    case files(ImageFolderRequest)
  }

  /// Where the images come from.
  public var input: Input
  /// The file that is written: safetensors with `logits` `[N, classes]`, or for image files the CSV of
  /// file, class and probability.
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
    _ options: TrainingOptions, channels: Int?, input: String?, images: String? = nil,
    output: String?,
    in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    guard let weights = options.weights else {
      throw .missing(.weights, hint: "it names the file of weights of the model")
    }
    guard let output else { throw .missing(.output, hint: "it names the file that is written") }
    self.weights = surroundings.absolute(weights)
    self.input = try Self.input(input, images, options, surroundings)
    self.output = output
    self.channels = channels
    classes = options.classes
    batchSize = options.batchSize ?? RunConfiguration.defaultBatchSize
    threads = options.threads ?? surroundings.threads
    dtype = options.dtype ?? .float32
    try OptionName.channels.check(channels)
    try OptionName.classes.check(classes)
    try OptionRanges.checkMachine(batchSize: batchSize, threads: threads)
    try surroundings.checkFile(self.weights, of: .weights)
    try surroundings.checkTarget(
      output, isNot: [(.weights, weights)] + (input.map { [(.input, $0)] } ?? []))
  }

  private static func input(
    _ file: String?, _ images: String?, _ options: TrainingOptions, _ surroundings: Surroundings
  ) throws(OptionsError) -> Input {
    if let images {
      if file != nil {
        throw .noEffect(.input, reason: "--images names a folder of image files in its place")
      }
      return .files(try ImageFolderRequest(images, options, in: surroundings))
    }
    guard let file else {
      throw .missing(
        .input,
        hint: "it names a safetensors file with a tensor 'images', or --images a folder of files")
    }
    try surroundings.checkFile(file, of: .input)
    return .tensors(file)
  }
}
