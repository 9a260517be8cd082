package import CentralizeOptions
package import Foundation

/// The file `config.json` in the folder of a run: its options, and what it ran on.
package enum RunRecord {
  /// The format that this version writes; newer ones are refused.
  package static let formatVersion = ConfigurationFile.formatVersion

  /// The bytes of the file: the options by their long names, sorted, and beside them
  /// `formatVersion` and `provenance`.
  ///
  /// It is a valid `--config` file.
  ///
  /// - Parameters:
  ///   - configuration: The options of the run; of a comparison, those of its arm B and first seed.
  ///   - seeds: The number of seeds of a comparison; `nil` for a single run.
  ///   - task: What the run measures.
  ///   - provenance: What the run is made with: versions, processor, hashes of the data.
  ///   - resumes: How it was taken up with other options than it had; no key where it never was.
  /// - Returns: UTF-8 text that ends in a line feed.
  /// - Throws: What encoding the provenance throws.
  package static func data(
    _ configuration: RunConfiguration, seeds: Int? = nil,
    task: TaskDescription = .classification, provenance: some Encodable,
    resumes: [Resumption] = []
  ) throws -> Data {
    let header = Header(
      formatVersion: formatVersion, seeds: seeds, task: task,
      resumes: resumes.isEmpty ? nil : resumes)
    let record = Record(configuration: configuration, header: header, provenance: provenance)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(record) + Data("\n".utf8)
  }

  struct Header: Codable {
    var formatVersion: Int?
    var seeds: Int?
    var task: TaskDescription
    var resumes: [Resumption]?
    /// What another program said of its run; none of those made here.
    var recorded: [String: String]?
  }

  private struct Record<Provenance: Encodable>: Encodable {
    var configuration: RunConfiguration
    var header: Header
    var provenance: Provenance

    private enum CodingKeys: String, CodingKey { case provenance }

    func encode(to encoder: any Encoder) throws {
      try configuration.encode(to: encoder)
      try header.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(provenance, forKey: .provenance)
    }
  }
}
