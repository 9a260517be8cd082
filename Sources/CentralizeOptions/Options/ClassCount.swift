extension Surroundings {
  /// The number of classes of a data set: the known one, else that of the folders in `train/`.
  package func classes(
    of dataset: DatasetName, by labels: AircraftLabels?, in data: String
  ) throws(OptionsError) -> Int {
    if let known = dataset.classes(by: labels) { return known }
    let train = data + "/train"
    let folders = (names(train) ?? []).filter {
      $0.utf8.first != UInt8(ascii: ".") && kind("\(train)/\($0)") == .folder
    }
    if folders.isEmpty { throw .missingFolder(.data, path: train, expected: dataset.layout) }
    return folders.count
  }
}
