import CentralizeOptions

/// That all runs on the same files saw the same bytes.
struct DataAgreement {
  private var known: [String: (digests: [String: String], run: String)] = [:]

  /// Compares what a run recorded of its data with what earlier ones did.
  ///
  /// - Throws: `ExperimentError.dataChanged` that names the file and both runs.
  mutating func check(_ run: PlannedRun, _ folder: RunFolder) throws(ExperimentError) {
    let digests = folder.dataDigests
    guard !digests.isEmpty else { return }
    let key = run.configuration.dataset.rawValue + " " + run.configuration.data
    guard let other = known[key] else {
      known[key] = (digests, folder.path)
      return
    }
    for (file, digest) in digests.sorted(by: { $0.key < $1.key }) {
      guard let expected = other.digests[file], expected != digest else { continue }
      throw .dataChanged(
        file: run.configuration.data + "/" + file, run: folder.path, other: other.run)
    }
  }
}
