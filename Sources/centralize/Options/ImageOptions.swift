import ArgumentParser
import CentralizeOptions

/// Where images come from.
struct DataOptions: ParsableArguments {
  @Option(.dataset) var dataset: DatasetName?
  @Option(.data) var data: String?
  @Option(.classSubset) var classSubset: String?
  @Option(.labels) var labels: AircraftLabels?
}

/// Which training images are used, and how they are changed and ordered.
struct ImageOptions: ParsableArguments {
  @Option(.trainSamples) var trainSamples: Int?
  @Option(.testSamples) var testSamples: Int?
  @Option(.validation) var validation: Int?
  @Flag(.augment) var augment: Bool?
  @Flag(.shuffle) var shuffle: Bool?
}

/// Which test images are looked at.
struct TestImageOptions: ParsableArguments {
  @Option(.testSamples) var testSamples: Int?
}

/// How training images are changed at random.
struct AugmentationOptions: ParsableArguments {
  @Option(.crop) var crop: Crop.Kind?
  @Option(.trainImageSize) var trainImageSize: Int?
  @Option(.colorJitter) var colorJitter: String?
  @Option(.randaugment) var randaugment: String?
  @Flag(.trivialAugment) var trivialAugment: Bool?
  @Option(.randomErasing) var randomErasing: Double?
  @Option(.mixup) var mixup: Double?
  @Option(.cutmix) var cutmix: Double?
}

/// How image files are read and brought to one size.
struct PhotographOptions: ParsableArguments {
  @Option(.imageSize) var imageSize: Int?
  @Option(.resize) var resize: Int?
  @Flag(.exif) var exif: Bool?
  @Flag(.skipCorrupt) var skipCorrupt: Bool?
}
