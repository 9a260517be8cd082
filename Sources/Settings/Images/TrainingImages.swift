/// Which images are used, and in which order and how changed at random those are that are trained on.
public struct TrainingImages: Hashable, Sendable {
  /// The number of training images that are used, from 1, or `nil` for all.
  public var samples: Int?
  /// The number of test images that are used, from 1, or `nil` for all.
  public var testSamples: Int?
  /// The number of training images that are held out, from 0.
  public var validation = 0
  /// Whether they come in random order.
  public var shuffle = true
  /// Whether they are cropped and flipped at random.
  public var augment = true
  /// Which part of an image the network sees; `nil` where objects are found in all of it.
  public var crop: Crop.Kind? = .padded
  /// How far colors are changed, or `nil` for not at all.
  public var colorJitter: ColorJitter?
  /// Operations drawn at random for each image, or `nil` for none.
  public var randAugment: RandAugment?
  /// Whether one operation of any strength is drawn for each image.
  public var trivialAugment = false
  /// The side of training images alone, in pixels, or `nil` for that of all.
  public var trainImageSize: Int?
  /// How likely a part of an image is erased, in (0, 1], or `nil` for never.
  public var randomErasing: Double?
  /// The α of mixing images in pairs, above 0, or `nil` for not at all.
  public var mixup: Double?
  /// The α of pasting images into each other, above 0, or `nil` for not at all.
  public var cutmix: Double?

  /// All images, in random order, cropped and flipped.
  public init() {}

  /// Checks that nothing changes images that are left as they are, and no colors of gray ones.
  func check(_ dataset: DatasetName) throws(OptionsError) {
    if colorJitter != nil, dataset.channels == 1 {
      throw .noEffect(.colorJitter, reason: "the images of \(dataset.rawValue) are gray")
    }
    if randAugment != nil, trivialAugment {
      throw .noEffect(.trivialAugment, reason: "--randaugment draws the operations already")
    }
    if trainImageSize != nil, crop == .padded {
      throw .noEffect(.trainImageSize, reason: "--crop padded keeps the size of the images")
    }
    guard !augment else { return }
    let changes: [OptionName] = [
      .colorJitter, .randaugment, .trivialAugment, .randomErasing, .mixup, .cutmix,
    ]
    if let given = changes.first(where: { self[$0] != nil }) {
      throw .noEffect(given, reason: "--no-augment leaves training images as they are")
    }
  }
}

extension TrainingImages: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.trainSamples, \.samples), .init(.testSamples, \.testSamples),
    .init(.validation, \.validation), .init(.shuffle, \.shuffle),
    .init(.augment, \.augment), .init(.crop, \.crop), .init(.colorJitter, \.colorJitter),
    .init(.randaugment, \.randAugment), .init(.trivialAugment, \.trivialAugment, omitting: false),
    .init(.trainImageSize, \.trainImageSize),
    .init(.randomErasing, \.randomErasing), .init(.mixup, \.mixup), .init(.cutmix, \.cutmix),
  ]
}

extension OptionName {
  package static let trainSamples = OptionName(
    "train-samples", .wholeNumber(1...Limits.images), valueName: "n", effect: [.results, .time],
    help: """
      Use only this many training images. (default: all; of synthetic-garments \
      \(SyntheticScenes.training))
      """)
  package static let testSamples = OptionName(
    "test-samples", .wholeNumber(1...Limits.images), valueName: "n", effect: [.results, .time],
    help: """
      Measure on only this many test images. (default: all; of synthetic-garments \
      \(SyntheticScenes.test))
      """)
  package static let validation = OptionName(
    "validation", .wholeNumber(0...Limits.images), valueName: "n", effect: [.results, .time],
    help: "Hold this many training images out. (default: 0)")
  package static let shuffle = OptionName(
    "shuffle", .invertibleFlag,
    help: "Take training images in random order; else in that of the file. (default: yes)")
  package static let augment = OptionName(
    "augment", .invertibleFlag, help: "Crop and flip training images at random. (default: yes)")
  package static let crop = OptionName(
    "crop", .choice(of: Crop.Kind.self), valueName: "crop",
    help: """
      The part of a training image that is seen: padded (moved over a border of zeros), \
      random-resized or center. (default: padded for images of one size, else random-resized)
      """)
  package static let colorJitter = OptionName(
    "color-jitter", .list(ColorJitter.self), valueName: "b,c,s,h",
    help: """
      Change brightness, contrast, saturation and hue by up to this much: 0.4, or 0.4,0.4,0.4,0.1. \
      (default: none)
      """)
  package static let randaugment = OptionName(
    "randaugment", .form(RandAugment.self), valueName: "n:m",
    help: """
      RandAugment: N operations on each image, drawn from fourteen, of strength M in 0…30; 2:9 is \
      usual. (default: none)
      """)
  package static let trivialAugment = OptionName(
    "trivial-augment", .invertibleFlag,
    help: """
      TrivialAugment: one operation on each image, drawn from fourteen, of a strength drawn too. \
      (default: no)
      """)
  package static let trainImageSize = OptionName(
    "train-image-size", .wholeNumber(1...Limits.imageSize), valueName: "pixels",
    effect: [.results, .time],
    help: "The side of training images, where it is another than --image-size. (default: that)")
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
