package import CentralizeOptions

/// What `export` writes: the weights of a file as safetensors, under PyTorch's keys.
package struct ExportRequest: Codable, Hashable, Sendable {
  package var network: NetworkChoice
  /// The weights file, as an absolute path.
  package var weights: String
  /// What is read of it.
  package var weightsReading: WeightsReading
  /// The safetensors file that is written.
  package var output: String
  /// The number of the network's outputs, from 2; `nil` for what the weights file has.
  package var classes: Int?
  /// The number of image channels, from 1; `nil` for what the weights file has.
  package var channels: Int?

  package init(
    _ options: OptionMap, channels: Int?, output: String?, in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    if network.detector != nil, channels != nil { throw .notOfModel(.channels, network.model) }
    guard let weights: String = try options.value(of: .weights) else {
      throw .missing(.weights, hint: "it names the file whose weights are written")
    }
    guard let output else { throw .missing(.output, hint: "it names the file that is written") }
    self.weights = surroundings.absolute(weights)
    weightsReading = try WeightsReading(options)
    self.output = output
    self.channels = channels
    classes = try options.value(of: .classes)
    try OptionName.channels.check(channels)
    try surroundings.checkFile(self.weights, of: .weights)
    try surroundings.checkTarget(output, isNot: [(.weights, weights)])
  }
}
