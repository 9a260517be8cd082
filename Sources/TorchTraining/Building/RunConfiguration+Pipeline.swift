import CentralizeOptions
import TorchData

extension RunConfiguration {
  /// What happens to the training images of this run on their way into a batch.
  func trainingPipeline(of published: PublishedDataset) -> ImagePipeline {
    ImagePipeline(
      normalization: published.normalization, crop: trainingCrop(of: published),
      imageSize: imageSize, flip: augment && published.isMirrorable, colorJitter: colorJitter,
      randomErasing: randomErasing.map { RandomErasing(probability: $0) }, mixup: mixup,
      cutmix: cutmix, appliesOrientation: exif ?? false, dtype: dtype.dtype)
  }

  private func trainingCrop(of published: PublishedDataset) -> Crop {
    switch crop {
    case .padded: .padded(augment ? published.cropPadding : 0)
    case .randomResized: augment ? .randomResized() : .center(resize: resize)
    case .center: .center(resize: resize)
    }
  }
}

extension PublishedDataset {
  /// What happens to images of this data set in evaluation: nothing, or the center is cut out.
  ///
  /// - Parameters:
  ///   - imageSize: the side of the square that the network sees; `nil` for images as they are.
  ///   - resize: the length of the shorter side before.
  ///   - appliesOrientation: whether images are turned as the camera noted.
  ///   - dtype: the type of the normalized values.
  /// - Returns: a pipeline without anything random.
  func evaluationPipeline(
    imageSize: Int?, resize: Int?, appliesOrientation: Bool, dtype: NumberType
  ) -> ImagePipeline {
    ImagePipeline(
      normalization: normalization, crop: imageSize == nil ? .none : .center(resize: resize),
      imageSize: imageSize, appliesOrientation: appliesOrientation, dtype: dtype.dtype)
  }

  /// The padding of the random crop: 4 for images of 32×32, as in the paper, and 2 for 28×28; none
  /// where each image has a size of its own.
  var cropPadding: Int { imageShape.map { $0.height >= 32 ? 4 : 2 } ?? 0 }

  /// Whether an image and its mirror image are of one class: not so for digits.
  var isMirrorable: Bool { name != .mnist }
}
