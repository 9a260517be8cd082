public import CentralizeOptions
public import Experiments
import Files
import Foundation
import Torch

/// Training without and with centralization for each of some seeds, in a folder of its own.
///
/// The folder holds `config.json`, a folder for each run (`none-0`, `all-0`, `none-1`, …), and at the
/// end `comparison.json` and `comparison.md`.
public struct ComparisonRun {
  private let configuration: RunConfiguration
  private let folder: String
  private let seeds: Int

  /// A comparison of `configuration` with the same run without centralization.
  ///
  /// - Parameters:
  ///   - configuration: arm B with the first seed.
  ///   - folder: where everything is written.
  ///   - seeds: how many seeds, counted up from the configuration's.
  public init(_ configuration: RunConfiguration, in folder: String, seeds: Int) {
    (self.configuration, self.folder, self.seeds) = (configuration, folder, seeds)
  }

  /// Makes the runs that are not finished yet, one after another, and writes what came out.
  ///
  /// - Throws: what the first run that fails throws; those before it are kept.
  public func run(
    resume: Bool = false, observer: (any RunObserver)? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws -> Comparison {
    try configuration.device.device.prepare()
    let data = try RunData(configuration)
    if !resume { try begin(data) }
    var arms = [configuration.withoutCentralization(), configuration].map { config in
      Comparison.Arm(name: config.centralization.rawValue, config: config, seeds: [])
    }
    for seed in configuration.seed..<configuration.seed + UInt64(seeds) {
      for index in arms.indices {
        let folder = "\(folder)/\(arms[index].name)-\(seed)"
        let record = folder + "/" + RunRecord.fileName
        let isBegun = resume && FileManager.default.fileExists(atPath: record)
        // Both arms start from the same weights, also those that begin after a resume.
        if !isBegun { try Run.checkWeights(configuration, self.folder) }
        let run = try Run(
          arms[index].config.with(seed: seed), in: folder, data: data, resume: isBegun,
          observer: observer, isInterrupted: isInterrupted)
        do {
          arms[index].seeds.append(.init(seed: seed, epochs: try run.run()))
        } catch TrainingError.interrupted(let step, _) {
          throw TrainingError.interrupted(step: step, folder: self.folder)
        }
      }
    }
    let comparison = Comparison(without: arms[0], with: arms[1])
    try write(comparison)
    return comparison
  }

  private func begin(_ data: RunData) throws {
    try Folder.make(folder)
    let provenance = Provenance(
      threads: configuration.threads, data: data.digests,
      weights: try configuration.weights.flatMap(fileDigest))
    let record = try RunRecord.data(configuration, seeds: seeds, provenance: provenance)
    try AtomicFile.write(
      String(decoding: record, as: UTF8.self), to: folder + "/" + RunRecord.fileName)
  }

  private func write(_ comparison: Comparison) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(comparison), as: UTF8.self)
    try AtomicFile.write(text + "\n", to: folder + "/comparison.json")
    try AtomicFile.write(ComparisonTable(comparison).markdown, to: folder + "/comparison.md")
  }
}
