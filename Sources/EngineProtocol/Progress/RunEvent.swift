package import RunRecords
package import Foundation

/// What a run tells whoever started it, as a line of JSON.
package enum RunEvent: Codable, Hashable, Sendable {
  case begins(RunSummary)
  case step(StepProgress)
  case evaluation(EvaluationProgress)
  /// Something that should be known, as a sentence.
  case warning(String)
  case epoch(EpochMetrics)
  /// It was measured on its way, to its end.
  case landscape(LandscapeRun, madeWith: Provenance)
  /// It was asked to stop, after this step, and can go on from there.
  case interrupted(step: Int)
  /// It cannot go on, and why; `isOwn` is false where the disk or the system is the reason, so that
  /// the same run can succeed another time.
  case failure(String, isOwn: Bool)
  /// It cannot go on, as another process of its group is gone or cannot be reached; and what is known of that
  /// one.
  case peerFailure(String)
  /// It is over, as if its process had ended with this code; the process goes on, and may make another.
  case ended(Int32)

  /// The line, with its line feed.
  ///
  /// - Throws: What `JSONEncoder` throws; never, as no event holds a number that is not finite.
  package func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// The event of a line; `nil` where it is none.
  package init?(line: Data) {
    guard let event = try? JSONDecoder().decode(Self.self, from: line) else { return nil }
    self = event
  }
}
