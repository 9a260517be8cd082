public import CentralizeOptions
import Torch
public import TorchData

/// The images of a run: read once, divided, and with the digests of the files they came from.
public struct RunData {
  /// What the network learns from.
  public let training: any ImageDataset
  /// Training images that were held out; `nil` for none.
  public let validation: (any ImageDataset)?
  /// What the accuracy is measured on.
  public let test: any ImageDataset
  /// The SHA-256 of each file, by its name.
  public let digests: [String: String]
  let pipeline: ImagePipeline

  /// Reads and divides the data of `configuration`.
  ///
  /// In this order: other classes than the chosen ones are left out, the last `validation` training
  /// images are held out, the first `trainSamples` of the rest are kept.
  public init(_ configuration: RunConfiguration) throws {
    let published = configuration.dataset.published
    let folder = configuration.data
    let subset = { (images: InMemoryImages) -> any ImageDataset in
      configuration.classSubset.map { images.classes($0.classes) } ?? images
    }
    let whole = subset(try published.load(.training, from: folder))
    test = subset(try published.load(.test, from: folder))
    guard configuration.validation < whole.count else {
      throw TrainingError.tooFewImages(
        option: "validation", wanted: configuration.validation + 1, found: whole.count)
    }
    let division = whole.holdingOut(last: configuration.validation)
    validation = configuration.validation > 0 ? division.validation : nil
    let kept = configuration.trainSamples ?? division.training.count
    guard kept <= division.training.count else {
      throw TrainingError.tooFewImages(
        option: "train-samples", wanted: kept, found: division.training.count)
    }
    training = division.training.first(kept)
    guard test.count > 0 else {
      throw TrainingError.tooFewImages(option: "class-subset", wanted: 1, found: 0)
    }
    let perStep = configuration.batchSize * configuration.accumulate
    guard training.count >= perStep else {
      throw TrainingError.tooFewImages(
        option: "batch-size", wanted: perStep, found: training.count)
    }
    digests = try fileDigests(
      published.files(of: .training, in: folder) + published.files(of: .test, in: folder))
    pipeline = ImagePipeline(
      normalization: published.normalization,
      crop: .padded(configuration.augment ? published.cropPadding : 0),
      flip: configuration.augment && published.isMirrorable,
      dtype: configuration.dtype.dtype)
  }
}

extension DatasetName {
  /// The data set of this name.
  public var published: PublishedDataset {
    switch self {
    case .fashionMNIST: .fashionMNIST
    case .mnist: .mnist
    case .cifar10: .cifar10
    case .cifar100: .cifar100
    }
  }
}

extension PublishedDataset {
  /// The padding of the random crop: 4 for images of 32×32, as in the paper, and 2 for 28×28.
  var cropPadding: Int { imageShape.height >= 32 ? 4 : 2 }

  /// Whether an image and its mirror image are of one class: not so for digits.
  var isMirrorable: Bool { name != PublishedDataset.mnist.name }
}
