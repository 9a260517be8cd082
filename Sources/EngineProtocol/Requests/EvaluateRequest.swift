package import Settings
package import CentralizeOptions

/// What `evaluate` measures: the loss and the metrics of a weights file on the test images.
package struct EvaluateRequest: Codable, Hashable, Sendable {
  package var network: NetworkChoice
  package var data: DataChoice
  /// How image files are read, and their sizes.
  package var reading: ImageReading
  /// The weights file, as an absolute path.
  package var weights: String
  /// What is read of it.
  package var weightsReading: WeightsReading
  /// The number of images in a batch, from 1.
  package var batchSize: Int
  /// How many of the test images are looked at; `nil` for all, of scenes that are made for as many as usual.
  package var testSamples: Int?
  package var machine: Machine
  package var json: Bool

  package init(
    _ options: OptionMap, json: Bool, in surroundings: Surroundings
  ) throws(OptionsError) {
    network = try NetworkChoice(options)
    if options[.dataset] == nil {
      throw .missing(.dataset, hint: "'centralize datasets' lists them")
    }
    guard let weights: String = try options.value(of: .weights) else {
      throw .missing(.weights, hint: "it names the file of weights that is evaluated")
    }
    self.weights = surroundings.absolute(weights)
    weightsReading = try WeightsReading(options)
    data = try DataChoice(options, for: network, in: surroundings)
    try data.dataset.check(for: network)
    try data.dataset.checkOwn(options)
    let areFiles = !data.dataset.hasFixedSize
    reading =
      network.model.findsObjects
      ? try ImageReading(options, objectsOf: data.dataset)
      : try ImageReading(options, resized: areFiles, areFiles: areFiles)
    try network.check(reading, of: data.dataset)
    machine = try Machine(options, threads: surroundings.threads)
    try network.checkDetection(machine.precision) { options[$0] != nil }
    batchSize = try options.value(of: .batchSize) ?? Course.usual.batchSize
    testSamples = try options.value(of: .testSamples)
    try OptionName.testSamples.check(testSamples)
    self.json = json
    try data.check()
    try surroundings.checkDataFolder(data.folder, of: data.dataset)
    try surroundings.checkFile(self.weights, of: .weights)
  }
}
