package import Settings
import CentralizeOptions

/// Image files that `predict` applies a model to, and how they are brought to one size.
package struct ImageFolderRequest: Codable, Hashable, Sendable {
  /// The folder, whose folders are looked into too.
  package var folder: String
  /// The data set whose mean and deviation the images are normalized with.
  package var dataset: DatasetName
  /// How the files are read, and brought to one size.
  package var reading: ImageReading

  /// The images that options describe, with defaults for what was not given.
  init(_ folder: String, _ options: OptionMap, in surroundings: Surroundings) throws(OptionsError) {
    self.folder = surroundings.absolute(folder)
    dataset = try options.value(of: .dataset) ?? .imageNet
    reading = try ImageReading(options, resized: true, areFiles: true)
    if dataset.channels != 3 {
      throw .noEffect(
        .dataset, reason: "image files are read in color, and \(dataset.rawValue) is gray")
    }
    switch surroundings.kind(self.folder) {
    case .folder: return
    case .file: throw .wrongPath(.images, path: folder, reason: "is a file, not a folder")
    case nil: throw .missingFolder(.images, path: folder, expected: "JPEG or PNG files")
    }
  }
}
