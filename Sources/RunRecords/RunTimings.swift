package import Files
import Foundation
import Settings

/// The file `timings.json` of a run: all that differs between equal runs.
package struct RunTimings: Codable, Hashable, Sendable {
  /// How long an epoch took.
  package struct Epoch: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    package var epoch: Int
    package var trainingSeconds: Double
    package var imagesPerSecond: Double
    package var evaluationSeconds: Double

    package init(
      epoch: Int, trainingSeconds: Double, imagesPerSecond: Double, evaluationSeconds: Double
    ) {
      (self.epoch, self.trainingSeconds) = (epoch, trainingSeconds)
      (self.imagesPerSecond, self.evaluationSeconds) = (imagesPerSecond, evaluationSeconds)
    }
  }

  /// The newest format that is read, and the one that is written.
  package static let formatVersion = 1

  private var formatVersion = Self.formatVersion
  package var epochs: [Epoch] = []

  /// The timings of possible epochs before `epoch` that the folder of a run holds; none where there is no
  /// file, or it is damaged, since no result rests on it.
  package init(folder: String, before epoch: Int = .max) throws(FormatError) {
    do {
      let file = folder + "/" + RunFiles.timings
      if let found: Self = try JSONFile.read(file, known: Self.formatVersion) { self = found }
    } catch .damaged {}
    epochs.removeAll { $0.epoch >= epoch || !Limits.counts.contains($0.epoch) }
  }

  /// Writes the file into `folder`.
  package func write(to folder: String) throws {
    try JSONFile.write(self, to: folder + "/" + RunFiles.timings)
  }
}
