package import Settings
import CentralizeOptions

/// Image files that `predict` applies a model to, and how they are brought to one size.
package struct ImageFilesRequest: Codable, Hashable, Sendable {
  /// Files, and folders whose folders are looked into too, as they were given.
  package var paths: [String]
  /// The data set whose mean and deviation the images are normalized with; `nil` for that which the
  /// weights were trained on.
  package var dataset: DatasetName?
  /// How the files are read; a size that was not given is that of the data set.
  package var reading: ImageReading
  /// How many classes of each file are written, from 1; at most all.
  package var top: Int

  /// The images that options describe, with defaults for what was not given.
  init(_ paths: [String], _ options: OptionMap, in surroundings: Surroundings) throws(OptionsError)
  {
    self.paths = paths
    dataset = try options.value(of: .dataset)
    reading = try ImageReading(files: options, of: dataset)
    try OptionName.top.check(options[.top])
    top = try options.value(of: .top) ?? 1
    for path in paths where surroundings.kind(surroundings.absolute(path)) == nil {
      throw .missingFile(.images, path: path)
    }
  }
}
