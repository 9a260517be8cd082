import Foundation
import TestSupport
import TorchData

/// A folder with the files of a small data set.
struct Tree {
  let folder: TemporaryFolder
  var path: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  /// Makes files without meaning, which no listing looks into.
  func add(_ names: String...) throws { try add(names) }

  func add(_ names: [String]) throws {
    for name in names { try folder.write([0xFF, 0xD8], to: name) }
  }

  /// Makes a text file.
  func add(_ name: String, text: String) throws { try folder.write(Array(text.utf8), to: name) }

  /// Puts a MATLAB file of the fixtures at `name`.
  func add(_ name: String, matlab fixture: String) throws {
    try folder.write(try Fixture.matlab(fixture), to: name)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// The files of a part and their labels, as `path:label` from the folder on.
  func listed(_ dataset: PublishedDataset, _ split: DatasetSplit) throws -> [String] {
    let images = try dataset.load(split, from: path)
    guard let files = images as? ImageFiles else { return [] }
    return zip(files.paths, files.labels).map { "\($0.dropFirst(path.count + 1)):\($1)" }
  }

  func classNames(_ dataset: PublishedDataset, _ split: DatasetSplit) throws -> [String] {
    (try dataset.load(split, from: path) as? ImageFiles)?.classNames ?? []
  }

  /// The error of loading a part.
  func error(_ dataset: PublishedDataset, _ split: DatasetSplit = .training) -> DataError? {
    do {
      _ = try dataset.load(split, from: path)
      return nil
    } catch {
      return error
    }
  }
}
