import CentralizeOptions
import Foundation
import RunRecords
import Settings
import Torch
package import TorchDistributed

/// What the processes of a run have to have in common, as each says it of itself before the first step.
package struct ProcessDescription: Codable {
  private let host: String
  private let cpuCapability: String
  /// By the words that a difference is told with; none where it is not known what is to be made.
  private let facts: [String: String]

  init(_ loop: TrainingLoop) throws {
    var facts = [loop.configuration].facts
    facts["version"] = ProductVersion.current
    facts["libtorch"] = Runtime.version
    facts["the task"] = loop.task.about.name
    for (file, digest) in loop.task.digests { facts["the SHA-256 of \(file)"] = digest }
    self.init(facts, in: loop.group)
  }

  private init(_ facts: [String: String], in group: ProcessGroup) {
    (host, cpuCapability) = (group.hosts[group.rank], Runtime.cpuCapability)
    self.facts = facts
  }

  /// The first fact in which another process differs.
  private func difference(
    of other: ProcessDescription
  ) -> (fact: String, expected: String, found: String)? {
    guard !facts.isEmpty && !other.facts.isEmpty else { return nil }
    for fact in Set(facts.keys).union(other.facts.keys).sorted()
    where facts[fact] != other.facts[fact] {
      return (fact, facts[fact] ?? "none", other.facts[fact] ?? "none")
    }
    return nil
  }

  /// Has all processes of a run compare themselves with the first.
  ///
  /// - Returns: what people should know of their differences, a sentence each.
  /// - Throws: `TrainingError.processesDiffer` in all of them, for the first that is not alike.
  static func checkAgreement(in loop: TrainingLoop) throws -> [String] {
    guard loop.group.size > 1 else { return [] }
    return try differences(among: try all(like: ProcessDescription(loop), in: loop.group))
  }

  /// Has all processes that are to make some runs compare with the first what these are.
  ///
  /// - Parameters:
  ///   - facts: what this process knows of them, by the words that a difference is told with; none where it knows
  ///     nothing.
  ///   - group: the processes.
  /// - Throws: `TrainingError.processesDiffer` in all of them, for the first that is to make others.
  package static func checkAgreement(
    on facts: [String: String], in group: ProcessGroup
  ) throws {
    _ = try differences(among: try all(like: ProcessDescription(facts, in: group), in: group))
  }

  /// What every process says of itself, by rank.
  private static func all(like own: Self, in group: ProcessGroup) throws -> [Self] {
    try group.gather(try JSONEncoder().encode(own)).map {
      try JSONDecoder().decode(Self.self, from: $0)
    }
  }

  /// What people should know of differences among processes, given by their rank.
  static func differences(among all: [Self]) throws(TrainingError) -> [String] {
    var notes: [String] = []
    for (rank, other) in all.enumerated() {
      if let (fact, expected, found) = all[0].difference(of: other) {
        throw TrainingError.processesDiffer(
          rank: rank, host: other.host, fact: fact, expected: expected, found: found)
      }
      if other.cpuCapability != all[0].cpuCapability {
        notes.append(
          "note: rank \(rank) on \(other.host) computes with \(other.cpuCapability), rank 0 with "
            + "\(all[0].cpuCapability): the numbers can differ in their last digits from those of "
            + "processors that are alike")
      }
    }
    return notes
  }
}
