import RunRecords
import CentralizeOptions
import Digests
import Foundation

/// That all runs on the same files saw the same bytes.
struct DataAgreement {
  /// For each file the SHA-256, and the folder of the first run that recorded it.
  private var known: [String: (digest: String, run: String)] = [:]

  /// Compares what a run recorded of its data and its weights with what earlier ones did.
  ///
  /// - Throws: `GridError.dataChanged` that names the file and both runs, `FormatError`.
  mutating func check(_ run: PlannedRun, _ folder: RunFolder) throws {
    guard let provenance = try folder.provenance() else { return }
    var digests = provenance.data.map { (run.configuration.dataPath($0), $1) }
      .sorted { $0.0 < $1.0 }
    if let path = run.configuration.start.weights, let digest = provenance.weights {
      digests.append((path, digest))
    }
    for (file, digest) in digests { try check(run, folder, file, digest) }
  }

  /// Compares the file of weights that a run is about to begin with with that of earlier ones.
  ///
  /// The data is compared when the run has ended: it has then been read anyway.
  mutating func checkWeights(_ run: PlannedRun, _ folder: RunFolder) throws(GridError) {
    // One that is gone is named by the run that reads it.
    guard let path = run.configuration.start.weights,
      let digest = (try? SHA256.digits(ofFile: path)) ?? nil
    else { return }
    try check(run, folder, path, digest)
  }

  private mutating func check(
    _ run: PlannedRun, _ folder: RunFolder, _ file: String, _ digest: String
  ) throws(GridError) {
    // Two data sets in one folder may give their images one name.
    let key = run.configuration.dataWords + " " + file
    guard let other = known[key] else {
      known[key] = (digest, folder.path)
      return
    }
    if other.digest != digest { throw .dataChanged(file: file, run: folder.path, other: other.run) }
  }
}
