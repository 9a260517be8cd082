import ArgumentParser
import CentralizeOptions

/// How training images are changed at random.
struct AugmentationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The part of a training image that is seen: padded (moved over a border of zeros), "
        + "random-resized or center. (default: padded for images of one size, else "
        + "random-resized)", valueName: "crop"))
  var crop: Crop.Kind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Change brightness, contrast, saturation and hue by up to this much: 0.4, or "
        + "0.4,0.4,0.4,0.1. (default: none)", valueName: "b,c,s,h"))
  var colorJitter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Erase a rectangle with this probability. (default: none)", valueName: "p"))
  var randomErasing: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Mix images and labels in pairs, their shares drawn from Beta(α, α). (default: none)",
      valueName: "alpha"))
  var mixup: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Paste a rectangle of one image into another, the areas drawn from Beta(α, α); beside "
        + "--mixup, each batch has one of both. (default: none)", valueName: "alpha"))
  var cutmix: Double?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.crop = crop
    if let colorJitter { options.colorJitter = try ColorJitter(colorJitter, of: .colorJitter) }
    options.randomErasing = randomErasing
    options.mixup = mixup
    options.cutmix = cutmix
  }
}
