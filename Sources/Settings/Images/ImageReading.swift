/// How image files are read and brought to one size.
public struct ImageReading: Codable, Hashable, Sendable {
  /// The side of the square that the network sees, in pixels; `nil` for images as they are.
  ///
  /// Of images with objects, the length of the shorter side.
  public var imageSize: Int?
  /// The length that the shorter side gets before the center is cut out; `nil` for images as they are.
  public var resize: Int?
  /// Whether the orientation in EXIF data is applied; `nil` where images lie in no files of their own.
  public var exif: Bool?
  /// Whether damaged images are left out; `nil` where images lie in no files of their own.
  public var skipCorrupt: Bool?

  /// The side of the square that the network sees of an image that has its own size.
  public static let usualImageSize = 224

  /// Images as they are, or brought to the usual size.
  public init(resized: Bool = false, areFiles: Bool = false) {
    imageSize = resized ? Self.usualImageSize : nil
    (exif, skipCorrupt) = areFiles ? (false, false) : (nil, nil)
    fillIn()
  }

  /// The reading that options describe, of images that are brought to the usual size if `resized`.
  package init(_ options: OptionMap, resized: Bool, areFiles: Bool) throws(OptionsError) {
    self.init(resized: resized, areFiles: areFiles)
    resize = nil
    try take(options)
    fillIn()
    try check()
  }

  /// Images with objects, whose shorter side gets the usual length.
  public init(objectsOf dataset: DatasetName) {
    imageSize = dataset.usualImageSize
    skipCorrupt = dataset == .coco ? false : nil
  }

  /// The reading that options describe, of images with objects.
  package init(_ options: OptionMap, objectsOf dataset: DatasetName) throws(OptionsError) {
    self.init(objectsOf: dataset)
    try take(options)
    try check()
  }

  /// The reading of files that options describe: a size that is not among them is left open until the
  /// data set that the images are like is known for sure.
  package init(files options: OptionMap, of dataset: DatasetName?) throws(OptionsError) {
    self.init(areFiles: true)
    try take(options)
    try sized(as: dataset ?? .imageNet).check()
  }

  /// This reading with the sizes of a data set where it says none.
  package func sized(as dataset: DatasetName) -> ImageReading {
    var reading = self
    if imageSize == nil, let side = dataset.imageSize { reading.resize = resize ?? side }
    reading.imageSize = imageSize ?? dataset.imageSize ?? Self.usualImageSize
    reading.fillIn()
    return reading
  }

  /// Gives the shorter side its usual length before the center is cut out: 256 for 224.
  mutating func fillIn() { resize = resize ?? imageSize.map { ($0 * 8 + 3) / 7 } }

  /// Checks the sizes of an image before and after its center is cut out.
  func check() throws(OptionsError) {
    try checkRanges()
    guard let resize else { return }
    guard let imageSize else {
      throw .noEffect(.resize, reason: "without --image-size, images stay as they are")
    }
    if resize < imageSize {
      throw .outOfRange(
        .resize, expected: "at least the --image-size of \(imageSize)", found: "\(resize)")
    }
  }
}

extension ImageReading: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.imageSize, \.imageSize), .init(.resize, \.resize), .init(.exif, \.exif),
    .init(.skipCorrupt, \.skipCorrupt),
  ]
}

extension OptionName {
  package static let imageSize = OptionName(
    "image-size", .wholeNumber(1...Limits.imageSize), valueName: "pixels",
    effect: [.results, .time],
    help: """
      The side of the square that the network sees, or where objects are found the shorter side. \
      (default: \(ImageReading.usualImageSize) for image files, for coco \
      \(DatasetName.coco.usualImageSize); images of one size stay as they are)
      """)
  package static let resize = OptionName(
    "resize", .wholeNumber(1...Limits.imageSize), valueName: "pixels",
    help: """
      Bring the shorter side to this length before the center is cut out, in evaluation and with \
      --crop center. (default: 8/7 of the image size)
      """)
  package static let exif = OptionName(
    "exif", .invertibleFlag,
    help: "Image files: turn them as their EXIF data say, unlike torchvision. (default: no)")
  package static let skipCorrupt = OptionName(
    "skip-corrupt", .invertibleFlag,
    help: "Image files: leave damaged ones out and count them, else they end the run. (default: no)"
  )
}
