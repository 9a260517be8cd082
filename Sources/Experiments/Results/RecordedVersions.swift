import CentralizeOptions
import Foundation

/// What a run was made with, as its `config.json` says it.
struct RecordedVersions: Decodable, Hashable {
  var version: String
  var commit: String
  var libtorch: String
  var cpuCapability: String
  var threads: Int
  var data: [String: String]

  /// What the record in a folder says; `nil` where there is none.
  init?(folder: String) {
    struct Record: Decodable { var provenance: RecordedVersions }
    guard let data = FileManager.default.contents(atPath: folder + "/" + RunRecord.fileName),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    else { return nil }
    self = record.provenance
  }
}
