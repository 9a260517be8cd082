import Foundation
import TestSupport

/// What an earlier version said and wrote: the files in `Tests/Fixtures/golden`, which
/// `make_golden.py` there has made.
enum Golden {
  /// The folder whose data the earlier version saw.
  static let place = "/tmp/centralize-golden"

  /// The path of `name`.
  static func path(_ name: String) -> String { Fixture.path("golden/" + name) }

  /// The text of the file `name`.
  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// The paths of all files in the folder `name`, from there on.
  static func files(in name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(name)).filter {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: path(name + "/" + $0), isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}
