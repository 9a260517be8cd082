extension OptionName {
  package static let dataset = OptionName(
    "dataset", .choice(of: DatasetName.self), effect: [.results, .time],
    help: "The images; 'centralize datasets' describes them.")
  package static let data = OptionName(
    "data", .text, valueName: "dir", annulledBy: .otherValue(of: "dataset"),
    help: """
      The folder that holds the data set. (default for fashion-mnist: the environment variable \
      FASHION_MNIST_DIR, or the folder of Debian's package dataset-fashion-mnist)
      """)
  package static let classSubset = OptionName(
    "class-subset", .list, valueName: "classes", effect: [.results, .time],
    help: "Use only these classes, such as 0-4 or 0,2,5-7; the smallest becomes label 0.")
  package static let labels = OptionName(
    "labels", .choice(of: AircraftLabels.self), valueName: "name",
    help: """
      fgvc-aircraft: what the classes are: variant, family or manufacturer. (default: variant)
      """)
  package static let trainSamples = OptionName(
    "train-samples", .wholeNumber(1...OptionRanges.mostImages), valueName: "n",
    effect: [.results, .time], help: "Use only this many training images. (default: all)")
  package static let validation = OptionName(
    "validation", .wholeNumber(0...OptionRanges.mostImages), valueName: "n",
    effect: [.results, .time], help: "Hold this many training images out. (default: 0)")
  package static let shuffle = OptionName(
    "shuffle", .invertibleFlag,
    help: "Take training images in random order; else in that of the file. (default: yes)")
  package static let imageSize = OptionName(
    "image-size", .wholeNumber(1...OptionRanges.largestImage), valueName: "pixels",
    effect: [.results, .time],
    help: """
      The side of the square that the network sees. (default: \(RunConfiguration.defaultImageSize) \
      for image files; images of one size stay as they are)
      """)
  package static let resize = OptionName(
    "resize", .wholeNumber(1...OptionRanges.largestImage), valueName: "pixels",
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

/// How training images are changed at random.
extension OptionName {
  package static let augment = OptionName(
    "augment", .invertibleFlag, help: "Crop and flip training images at random. (default: yes)")
  package static let crop = OptionName(
    "crop", .choice(of: Crop.Kind.self), valueName: "crop",
    help: """
      The part of a training image that is seen: padded (moved over a border of zeros), \
      random-resized or center. (default: padded for images of one size, else random-resized)
      """)
  package static let colorJitter = OptionName(
    "color-jitter", .list, valueName: "b,c,s,h",
    help: """
      Change brightness, contrast, saturation and hue by up to this much: 0.4, or 0.4,0.4,0.4,0.1. \
      (default: none)
      """)
  package static let randomErasing = OptionName(
    "random-erasing", .number(.probability), valueName: "p",
    help: "Erase a rectangle with this probability. (default: none)")
  package static let mixup = OptionName(
    "mixup", .number(.positive), valueName: "alpha",
    help: "Mix images and labels in pairs, their shares drawn from Beta(α, α). (default: none)")
  package static let cutmix = OptionName(
    "cutmix", .number(.positive), valueName: "alpha",
    help: """
      Paste a rectangle of one image into another, the areas drawn from Beta(α, α); beside --mixup, \
      each batch has one of both. (default: none)
      """)
}
