import CentralizeOptions
import Foundation
import RunRecords
import Settings
import Torch
import TorchDistributed

/// What the processes of a run have to have in common, as each says it of itself before the first step.
struct ProcessDescription: Codable {
  private let host: String
  private let cpuCapability: String
  /// By the words that a difference is told with.
  private let facts: [String: String]

  init(_ loop: TrainingLoop) throws {
    (host, cpuCapability) = (loop.group.hosts[loop.group.rank], Runtime.cpuCapability)
    var facts = ["version": ProductVersion.current, "libtorch": Runtime.version]
    for option in RunConfiguration.optionNames where !option.effect.contains(.place) {
      facts[option.flag] = loop.configuration[option]?.description ?? "not set"
    }
    facts["the task"] = loop.task.about.name
    for (file, digest) in loop.task.digests { facts["the SHA-256 of \(file)"] = digest }
    self.facts = facts
  }

  /// The first fact in which another process differs.
  private func difference(
    of other: ProcessDescription
  ) -> (fact: String, expected: String, found: String)? {
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
    let own = try JSONEncoder().encode(ProcessDescription(loop))
    return try differences(
      among: try loop.group.gather(own).map { try JSONDecoder().decode(Self.self, from: $0) })
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
