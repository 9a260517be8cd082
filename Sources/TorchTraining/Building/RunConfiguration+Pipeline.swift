import CentralizeOptions
import TorchData

extension RunConfiguration {
  /// What happens to the training images of this run on their way into a batch.
  func trainingPipeline(of published: PublishedDataset) -> ImagePipeline {
    ImagePipeline(
      normalization: published.normalization, crop: trainingCrop(of: published),
      imageSize: images.trainImageSize ?? reading.imageSize,
      flip: images.augment && published.isMirrorable,
      colorJitter: images.colorJitter,
      operations: images.trivialAugment
        ? .trivialAugment : images.randAugment.map { .randAugment($0) },
      randomErasing: images.randomErasing.map { RandomErasing(probability: $0) },
      mixup: images.mixup, cutmix: images.cutmix, appliesOrientation: reading.exif ?? false,
      dtype: machine.dtype.dtype)
  }

  private func trainingCrop(of published: PublishedDataset) -> Crop {
    switch images.crop ?? .padded {
    case .padded: .padded(images.augment ? published.cropPadding : 0)
    case .randomResized: images.augment ? .randomResized() : .center(resize: reading.resize)
    case .center: .center(resize: reading.resize)
    }
  }
}

extension PublishedDataset {
  /// What happens to images of this data set in evaluation: nothing, or the center is cut out.
  ///
  /// - Parameters:
  ///   - reading: how image files are read, and the sizes.
  ///   - dtype: the type of the normalized values.
  /// - Returns: a pipeline without anything random.
  func evaluationPipeline(_ reading: ImageReading, dtype: NumberType) -> ImagePipeline {
    ImagePipeline(
      normalization: normalization,
      crop: reading.imageSize == nil ? .none : .center(resize: reading.resize),
      imageSize: reading.imageSize, appliesOrientation: reading.exif ?? false, dtype: dtype.dtype)
  }

  /// The padding of the random crop: 4 for images of 32×32, as in the paper, and 2 for 28×28; none
  /// where each image has a size of its own.
  var cropPadding: Int { imageShape.map { $0.height >= 32 ? 4 : 2 } ?? 0 }

  /// Whether an image and its mirror image are of one class: not so for digits.
  var isMirrorable: Bool { name != .mnist }
}
