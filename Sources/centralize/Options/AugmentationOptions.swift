import ArgumentParser
import CentralizeOptions

/// How training images are changed at random.
struct AugmentationOptions: ParsableArguments {
  @Option(.crop) var crop: Crop.Kind?
  @Option(.colorJitter) var colorJitter: String?
  @Option(.randomErasing) var randomErasing: Double?
  @Option(.mixup) var mixup: Double?
  @Option(.cutmix) var cutmix: Double?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.crop = crop
    if let colorJitter { options.colorJitter = try ColorJitter(colorJitter, of: .colorJitter) }
    options.randomErasing = randomErasing
    options.mixup = mixup
    options.cutmix = cutmix
  }
}
