package import Settings
import CentralizeOptions

/// What `plan` lists: the parameters of a model, and which are centralized.
package struct PlanRequest: Codable, Hashable, Sendable {
  package var network: NetworkChoice
  /// The number of image channels, from 1.
  package var channels: Int
  /// The number of the network's outputs, from 2.
  package var classes: Int
  package var centralization: Centralization.Scopes
  /// The fewest inputs per output unit of what is centralized, from 2.
  package var minimumFanIn: Int
  /// What the inputs of an output unit are.
  package var fanIn: Centralization.FanInRule
  /// The learning rates and weight decays that are listed; `nil` where all parameters have the same.
  package var rates: Rates?
  package var json: Bool

  /// What learning rates and weight decays of parameters follow from.
  package struct Rates: Codable, Hashable, Sendable {
    package var learningRate: Double
    package var weightDecay: Double
    /// The learning rate of the classifier; `nil` for that of the rest.
    package var classifier: Double?
    package var rules: ParameterRules

    /// Those that options describe; `nil` where they name no parameters.
    init?(_ options: OptionMap, _ network: NetworkChoice) throws(OptionsError) {
      rules = ParameterRules()
      try rules.take(options)
      classifier = try options.value(of: .classifierLearningRate)
      if rules.areNone, classifier == nil { return nil }
      if rules.layerDecay != nil, network.model.findsObjects {
        throw .notOfModel(.layerDecay, network.model)
      }
      let optimizer: OptimizerName =
        try options.value(of: .optimizer) ?? RunConfiguration.usualOptimizer
      learningRate = try options.value(of: .learningRate) ?? optimizer.defaultLearningRate
      weightDecay = try options.value(of: .weightDecay) ?? RunConfiguration.usualWeightDecay
    }
  }

  /// The request that options describe; channels and classes come from the data set, if one is
  /// given, else they are the model's natural ones.
  package init(_ options: OptionMap, channels: Int?, json: Bool) throws(OptionsError) {
    network = try NetworkChoice(options)
    let model = network.model
    let dataset: DatasetName? = try options.value(of: .dataset)
    if let dataset { try dataset.check(for: network) }
    self.channels = try model.channels(given: channels, dataset: dataset)
    classes = try options.value(of: .classes) ?? network.classes(of: dataset)
    try options.checkCentralizationSettings()
    centralization = try options.value(of: .centralization) ?? Centralization().scopes
    minimumFanIn = try options.value(of: .minimumFanIn) ?? Centralization().minimumFanIn
    fanIn = try options.value(of: .fanIn) ?? Centralization().fanIn
    rates = try Rates(options, network)
    self.json = json
  }
}

extension NetworkChoice {
  /// The outputs: one for each class of the data set, and for the background where objects are found; else the
  /// model's natural ones.
  func classes(of dataset: DatasetName?) -> Int {
    let known =
      detector.map { (dataset ?? .coco).outputs(by: $0.convention) } ?? dataset?.classes()
    return known ?? model.naturalClasses
  }
}

extension ModelName {
  /// The image channels: the data set's, else the given ones, else this model's natural ones.
  func channels(given: Int?, dataset: DatasetName?) throws(OptionsError) -> Int {
    try OptionName.channels.check(given)
    if let dataset, let given, given != dataset.channels {
      throw .noEffect(
        .channels,
        reason: "the images of \(dataset.rawValue) have \(dataset.channels), not \(given)")
    }
    return dataset?.channels ?? given ?? naturalChannels
  }
}
