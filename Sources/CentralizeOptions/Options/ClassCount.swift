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
}
