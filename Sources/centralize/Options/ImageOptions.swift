import ArgumentParser
import CentralizeOptions

/// Which training images are used, and how they are changed and ordered.
struct ImageOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Use only this many training images. (default: all)", valueName: "n"))
  var trainSamples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Hold this many training images out. (default: 0)", valueName: "n"))
  var validation: Int?

  @Flag(inversion: .prefixedNo, help: "Crop and flip training images at random. (default: yes)")
  var augment: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Take training images in random order; else in that of the file. (default: yes)")
  var shuffle: Bool?

  func apply(to options: inout TrainingOptions) {
    options.trainSamples = trainSamples
    options.validation = validation
    options.augment = augment
    options.shuffle = shuffle
  }
}
