package import Reports
import Digests
import CentralizeOptions
package import Files
package import RunRecords

/// A run that another program made: what is written of it into the folder of an experiment.
package struct ImportedRun: Sendable {
  /// What sets it apart from its pair.
  package var arm: String
  /// What it has in common with its pair.
  package var seed: UInt64
  /// The path that it was read from.
  package var source: String
  package let epochs: [EpochMetrics]
  package let outcome: Experiment.Outcome
  package let task: TaskDescription
  /// The SHA-256 of each file that it was read from, by its name.
  package let digests: [String: String]

  /// The run of a source, whose files are read once more for their digests.
  package init(
    arm: String, seed: UInt64, source path: String, _ source: Source, _ found: ImportedEpochs
  ) throws(FileError) {
    (self.arm, self.seed, self.source) = (arm, seed, path)
    epochs = found.epochs
    outcome = found.failure.map { .failed(reason: $0) } ?? .finished
    let hasAccuracy = found.evaluated.contains { $0.hasSuffix("Accuracy") }
    task =
      hasAccuracy || found.epochs.isEmpty
      ? .classification : TaskDescription(name: "imported", metrics: [])
    var digests: [String: String] = [:]
    for file in source.files { digests[file] = try SHA256.digits(ofFile: file) ?? "unknown" }
    self.digests = digests
  }

  /// What is said of the arm beside its results.
  package var recorded: [String: String] { ["importedFrom": source] }

  /// Writes the files of the run into `folder`, which is made.
  package func write(to folder: String) throws {
    try Folder.make(folder)
    var log = ""
    for metrics in epochs {
      log += String(decoding: try MetricsLine(metrics).json, as: UTF8.self) + "\n"
    }
    try AtomicFile.write(log, to: folder + "/" + RunFiles.metrics)
    try JSONFile.write(record, to: folder + "/" + RunFiles.record)
  }

  private var record: Record {
    Record(
      arm: arm, seed: seed, recorded: recorded, task: task, outcome: outcome,
      provenance: Provenance(
        version: "imported by centralize \(ProductVersion.current)", commit: "unknown",
        libtorch: "unknown", cpuCapability: "unknown", threads: 0, data: digests, weights: nil))
  }

  /// What `config.json` says of a run that was not made here: the same as the recorder for PyTorch writes.
  private struct Record: Encodable {
    let formatVersion = RunRecord.formatVersion
    let arm: String
    let seed: UInt64
    let recorded: [String: String]
    let task: TaskDescription
    let outcome: Experiment.Outcome
    let provenance: Provenance
  }
}
