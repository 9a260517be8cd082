/// The options that only some data sets have, as they were given or as a run has them.
package protocol ImageSettings {
  var labels: AircraftLabels? { get }
  var exif: Bool? { get }
  var skipCorrupt: Bool? { get }
}

extension ImageSettings {
  /// Those of these options that have a value.
  private var settings: [OptionName] {
    let all: [(OptionName, Bool)] = [
      (.labels, labels != nil), (.exif, exif != nil), (.skipCorrupt, skipCorrupt != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// Checks that a data set has every option that has a value here.
  ///
  /// - Throws: `OptionsError.notOfDataset` that names the first it has not.
  package func checkSettings(of dataset: DatasetName) throws(OptionsError) {
    if let foreign = settings.first(where: { !dataset.ownOptions.contains($0) }) {
      throw .notOfDataset(foreign, dataset)
    }
  }
}

extension RunConfiguration: ImageSettings {}
extension TrainingOptions: ImageSettings {}
