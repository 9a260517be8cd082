package import Files
package import RunRecords
package import CentralizeOptions
import Foundation

/// What was measured around the steps of trainings without and with centralization.
///
/// Runs of the same seed started from the same weights and saw the same images in the same order.
package struct Landscape: Codable, Hashable, Sendable {
  /// The format that this version writes; newer ones are refused.
  package static let formatVersion = 1

  package private(set) var formatVersion = Self.formatVersion
  /// Without, then with.
  package var arms: [Arm]
  package var provenance: Provenance

  /// One way to train, over all seeds.
  package struct Arm: Codable, Hashable, Sendable {
    /// `none`, or what is centralized.
    @FolderName package var name: String
    /// The options of the run of the first seed.
    package var config: RunConfiguration
    /// The runs, in the order of the seeds.
    package var runs: [LandscapeRun]

    package init(name: String, config: RunConfiguration, runs: [LandscapeRun]) {
      (self.name, self.config, self.runs) = (name, config, runs)
    }
  }

  package init(without: Arm, with: Arm, provenance: Provenance) {
    (arms, self.provenance) = ([without, with], provenance)
  }

  /// Reads the file in `folder`; `nil` where there is none.
  package init?(folder: String) throws(FormatError) {
    let path = folder + "/" + ExperimentFiles.landscape
    let remedy = "Make it again with 'centralize landscape'."
    guard let found: Self = try JSONFile.read(path, known: Self.formatVersion, remedy: remedy)
    else { return nil }
    self = found
    let seeds = arms.map { $0.runs.map(\.seed) }
    guard arms.count == 2, !seeds[0].isEmpty, seeds[0] == seeds[1] else {
      throw .damaged(file: path, reason: "it must have two arms of the same seeds", remedy: remedy)
    }
    let runs = arms.flatMap(\.runs)
    guard runs.allSatisfy({ $0.seed <= Start.largestSeed && $0.hasPossibleSteps }) else {
      throw .damaged(file: path, reason: "it has steps or seeds that cannot be", remedy: remedy)
    }
  }

  /// Writes the file into `folder`, whole or not at all.
  package func write(to folder: String) throws {
    try JSONFile.write(self, to: folder + "/" + ExperimentFiles.landscape)
  }

  var without: Arm { arms[0] }
  var with: Arm { arms[1] }
  /// The options, but for the seed and the arm.
  package var config: RunConfiguration { with.config }

  var failures: [(arm: String, seed: UInt64, reason: String)] {
    arms.flatMap { arm in
      arm.runs.compactMap { run in run.failure.map { (arm.name, run.seed, $0) } }
    }
  }

  /// Checks that every run came to its end.
  package func checkAllFinished(in folder: String) throws(ReportError) {
    guard let first = failures.first else { return }
    throw .landscapeFailed(
      failures.map { ExperimentFiles.run(of: $0.seed, arm: $0.arm, cell: "") },
      reason: first.reason, of: arms.flatMap(\.runs).count, folder: folder)
  }
}

extension Experiment {
  package func hasCell(of trainings: [OptionMap]) -> Bool {
    cells.contains { cell in
      let known = cell.arms.compactMap(\.config?.training)
      return trainings.allSatisfy(known.contains)
    }
  }
}

extension Landscape {
  package var text: String {
    let comparisons = LandscapeComparison.all(self)
    let wording = LandscapeWording(self, comparisons)
    let sentences = wording.failures + [wording.verdict] + wording.grounds + wording.theorem
    return sentences.map { $0 + "\n" }.joined()
  }
}
