import ArgumentParser
import CentralizeOptions

/// Which training images are used, and how they are changed and ordered.
struct ImageOptions: ParsableArguments {
  @Option(.trainSamples) var trainSamples: Int?
  @Option(.validation) var validation: Int?
  @Flag(.augment) var augment: Bool?
  @Flag(.shuffle) var shuffle: Bool?

  func apply(to options: inout TrainingOptions) {
    options.trainSamples = trainSamples
    options.validation = validation
    options.augment = augment
    options.shuffle = shuffle
  }
}
