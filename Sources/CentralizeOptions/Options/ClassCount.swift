extension Surroundings {
  /// The number of classes of a data set: the known one, else that of the folders in `train/`.
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
