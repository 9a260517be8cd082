public import Settings
import CentralizeOptions

/// Image files that `predict` applies a model to, and how they are brought to one size.
public struct ImageFolderRequest: Codable, Hashable, Sendable {
  /// The folder, whose folders are looked into too.
  public var folder: String
  /// The data set whose mean and deviation the images are normalized with.
  public var dataset: DatasetName
  /// The side of the square that the network sees, in pixels.
  public var imageSize: Int
  /// The length that the shorter side gets before the center is cut out.
  public var resize: Int
  /// Whether the orientation in EXIF data is applied.
  public var exif: Bool
  /// Whether damaged images are left out.
  public var skipCorrupt: Bool
  /// The number of workers that prepare batches, from 0.
  public var workers: Int

  /// The images that options describe, with defaults for what was not given.
  ///
  /// - Throws: `OptionsError` for a range, or a folder that is not there.
  init(
    _ folder: String, _ options: TrainingOptions, in surroundings: Surroundings
  ) throws(OptionsError) {
    self.folder = surroundings.absolute(folder)
    dataset = options.dataset ?? .imageNet
    imageSize = options.imageSize ?? RunConfiguration.defaultImageSize
    resize = options.resize ?? RunConfiguration.defaultResize(for: imageSize)
    (exif, skipCorrupt) = (options.exif ?? false, options.skipCorrupt ?? false)
    workers = options.workers ?? RunConfiguration.defaultWorkers
    try RunConfiguration.checkCenterCrop(imageSize: imageSize, resize: resize)
    try OptionName.workers.check(workers)
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
