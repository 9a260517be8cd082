package import Settings
package import CentralizeOptions

/// What `predict` computes: a model's logits for the tensor `images` of a file, or its classes of image
/// files.
package struct PredictRequest: Codable, Hashable, Sendable {
  package var network: NetworkChoice
  /// The weights file, as an absolute path.
  package var weights: String
  /// What is read of it.
  package var weightsReading: WeightsReading
  /// Where images come from.
  package enum Input: Codable, Hashable, Sendable {
    /// The safetensors file with `images` `[N, C, H, W]`, already normalized.
    case tensors(String)
    case files(ImageFilesRequest)
  }

  package var input: Input
  /// The file that is written, of a detector the folder with its results and pictures: safetensors with `logits` `[N, classes]`, or for image files the CSV of
  /// file, class, probability and, where it is known, name.
  package var output: String
  /// The number of the network's outputs, from 2; `nil` for what the weights file has.
  package var classes: Int?
  /// The number of image channels, from 1; `nil` for what the weights file has.
  package var channels: Int?
  /// The number of images in a batch, from 1.
  package var batchSize: Int
  package var machine: Machine

  package init(
    _ options: OptionMap, channels: Int?, input: String?, images: [String] = [], output: String?,
    in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    try Self.check(network, options, images)
    guard let weights: String = try options.value(of: .weights) else {
      throw .missing(.weights, hint: "it names the file of weights of the model")
    }
    guard let output else { throw .missing(.output, hint: "it names the file that is written") }
    self.weights = surroundings.absolute(weights)
    weightsReading = try WeightsReading(options)
    self.input = try Self.input(input, images, options, surroundings)
    self.output = output
    self.channels = channels
    classes = try options.value(of: .classes)
    batchSize = try options.value(of: .batchSize) ?? Course.usual.batchSize
    machine = try Machine(options, threads: surroundings.threads)
    try OptionName.channels.check(channels)
    try surroundings.checkFile(self.weights, of: .weights)
    if network.detector != nil {
      if surroundings.kind(surroundings.absolute(output)) == .file {
        throw .wrongPath(.output, path: output, reason: "is a file, and a detector writes a folder")
      }
      return
    }
    try surroundings.checkTarget(
      output,
      isNot: [(.weights, weights)] + (input.map { [(.input, $0)] } ?? [])
        + images.map { (.images, $0) })
  }

  /// Checks that a detector gets image files, and nothing that is for images with a class.
  private static func check(
    _ network: NetworkChoice, _ options: OptionMap, _ images: [String]
  ) throws(OptionsError) {
    if let dataset: DatasetName = try options.value(of: .dataset) {
      try dataset.check(for: network)
    }
    guard network.detector != nil else { return }
    try network.checkDetection(try options.value(of: .precision) ?? .float32) {
      options[$0] != nil
    }
    let others: [OptionName] = [.input, .top, .exif, .channels]
    if let other = others.first(where: { options[$0] != nil }) {
      throw .notOfModel(other, network.model)
    }
    if images.isEmpty {
      throw .missing(.images, hint: "\(network.model.rawValue) finds objects in image files")
    }
  }

  private static func input(
    _ file: String?, _ images: [String], _ options: OptionMap, _ surroundings: Surroundings
  ) throws(OptionsError) -> Input {
    if !images.isEmpty {
      if file != nil { throw .noEffect(.input, reason: "--images names image files in its place") }
      return .files(try ImageFilesRequest(images, options, in: surroundings))
    }
    if options[.top] != nil {
      throw .noEffect(.top, reason: "only of image files (--images) classes are written")
    }
    guard let file else {
      throw .missing(
        .input,
        hint: "it names a safetensors file with a tensor 'images', or --images image files")
    }
    try surroundings.checkFile(file, of: .input)
    return .tensors(file)
  }
}
