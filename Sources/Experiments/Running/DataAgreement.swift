import CentralizeOptions

/// That all runs on the same files saw the same bytes.
struct DataAgreement {
  /// For each file the SHA-256, and the folder of the first run that recorded it.
  private var known: [String: (digest: String, run: String)] = [:]

  /// Compares what a run recorded of its data and its weights with what earlier ones did.
  ///
  /// - Throws: `ExperimentError.dataChanged` that names the file and both runs.
  mutating func check(_ run: PlannedRun, _ folder: RunFolder) throws(ExperimentError) {
    guard let provenance = folder.provenance else { return }
    var digests = provenance.data.map { (run.configuration.data + "/" + $0, $1) }
      .sorted { $0.0 < $1.0 }
    if let path = run.configuration.weights, let digest = provenance.weights {
      digests.append((path, digest))
    }
    for (file, digest) in digests {
      // Two data sets in one folder may give their images one name.
      let key = run.configuration.dataset.rawValue + " " + file
      guard let other = known[key] else {
        known[key] = (digest, folder.path)
        continue
      }
      if other.digest != digest {
        throw .dataChanged(file: file, run: folder.path, other: other.run)
      }
    }
  }
}
