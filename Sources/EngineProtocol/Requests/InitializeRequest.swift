package import Settings
package import CentralizeOptions

/// What `init` writes: the weights that `train` with the same options starts from.
package struct InitializeRequest: Codable, Hashable, Sendable {
  package var network: NetworkChoice
  /// The number of image channels, from 1.
  package var channels: Int
  /// The number of the network's outputs, from 2.
  package var classes: Int
  /// The seed of the weights, up to `Int64.max`.
  package var seed: UInt64
  package var dtype: NumberType
  /// The weights file that training starts from, as an absolute path, or `nil`.
  package var weights: String?
  /// What is read of it.
  package var weightsReading: WeightsReading
  /// The file that is written.
  package var output: String

  /// The request that options describe; channels and classes come from the data set, if one is
  /// given, else they are the model's natural ones.
  ///
  /// The other options are checked as `train` checks them, but change nothing.
  package init(
    _ options: OptionMap, channels: Int?, output: String?, in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    let model = network.model
    guard let output else { throw .missing(.output, hint: "it names the file that is written") }
    self.channels = try model.channels(given: channels, dataset: options.value(of: .dataset))
    if options[.dataset] == nil, options[.classSubset] != nil {
      throw .noEffect(.classSubset, reason: "without --dataset there are no classes to choose from")
    }
    let configuration = try Self.standIn(options, for: model).resolved(in: surroundings)
    classes =
      options[.dataset] == nil
      ? try options.value(of: .classes) ?? network.classes(of: nil) : configuration.data.classes
    (seed, weights) = (configuration.start.seed, configuration.start.weights)
    weightsReading = configuration.start.weightsReading
    dtype = configuration.machine.dtype
    self.output = output
    if let weights { try surroundings.checkFile(weights, of: .weights) }
    try surroundings.checkTarget(output, isNot: weights.map { [(.weights, $0)] } ?? [])
  }

  /// The options with what weights do not depend on filled in, so that the rest can be checked.
  private static func standIn(_ options: OptionMap, for model: ModelName) -> OptionMap {
    var complete = options
    complete[.data] = options[.data] ?? "data"
    if options[.dataset] == nil {
      let dataset: DatasetName = model.findsObjects ? .syntheticGarments : .fashionMNIST
      complete[.dataset] = .text(dataset.rawValue)
      complete[.classes] = nil
    }
    return complete
  }
}
