import ArgumentParser
import CentralizeOptions

/// How image files are read and brought to one size.
struct PhotographOptions: ParsableArguments {
  @Option(.imageSize) var imageSize: Int?
  @Option(.resize) var resize: Int?
  @Flag(.exif) var exif: Bool?
  @Flag(.skipCorrupt) var skipCorrupt: Bool?

  func apply(to options: inout TrainingOptions) {
    options.imageSize = imageSize
    options.resize = resize
    options.exif = exif
    options.skipCorrupt = skipCorrupt
  }
}
