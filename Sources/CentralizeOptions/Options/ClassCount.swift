extension Surroundings {
  /// The number of classes of a data set: the known one, else that of the folders in `train/`.
  ///
  /// - Parameters:
  ///   - dataset: The data set.
  ///   - labels: What the classes are, where there is a choice.
  ///   - data: The folder of the data set, as an absolute path.
  /// - Returns: At least 1.
  /// - Throws: `OptionsError.missingFolder` where there are none to count.
  package func classes(
    of dataset: DatasetName, by labels: AircraftLabels?, in data: String
  ) throws(OptionsError) -> Int {
    if let known = dataset.classes(by: labels) { return known }
    let train = data + "/train"
    let folders = (names(train) ?? []).filter {
      !$0.hasPrefix(".") && kind("\(train)/\($0)") == .folder
    }
    if folders.isEmpty { throw .missingFolder(.data, path: train, expected: dataset.layout) }
    return folders.count
  }

  /// The number of a network's outputs: the given one, else that of the classes in use.
  package func outputs(
    _ options: TrainingOptions, for dataset: DatasetName, in data: String
  ) throws(OptionsError) -> Int {
    if let given = options.classes ?? options.classSubset?.count { return given }
    return try classes(of: dataset, by: options.labels, in: data)
  }
}
