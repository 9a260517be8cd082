import ArgumentParser
import CentralizeOptions

/// How image files are read and brought to one size.
struct PhotographOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The side of the square that the network sees. (default: "
        + "\(RunConfiguration.defaultImageSize) for image files; images of one size stay as they "
        + "are)", valueName: "pixels"))
  var imageSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bring the shorter side to this length before the center is cut out, in evaluation and with "
        + "--crop center. (default: 8/7 of the image size)", valueName: "pixels"))
  var resize: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Image files: turn them as their EXIF data say, unlike torchvision. (default: no)")
  var exif: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Image files: leave damaged ones out and count them, else they end the run. (default: no)"
  )
  var skipCorrupt: Bool?

  func apply(to options: inout TrainingOptions) {
    options.imageSize = imageSize
    options.resize = resize
    options.exif = exif
    options.skipCorrupt = skipCorrupt
  }
}
