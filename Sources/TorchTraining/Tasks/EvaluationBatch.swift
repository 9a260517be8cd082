import Torch
import TorchData

/// How many images are evaluated at a time.
enum EvaluationBatch {
  /// The most images of a batch.
  private static let images = 500
  /// The most pixels of a batch on a processor: those of 500 images of 32 × 32.
  ///
  /// Of them 64 channels at half the width and height are 32 MB in single precision, the largest block that glibc keeps for
  /// the next layer. Larger ones the kernel clears anew each time: with 500 images of 96 × 96 that took MobileNetV2 as
  /// long as its arithmetic.
  private static let pixels = images * 32 * 32

  /// The number for what a pipeline makes of a data set's images, on `device`.
  static func size(
    of dataset: any ImageDataset, _ pipeline: ImagePipeline, on device: Device
  ) -> Int {
    guard device == .cpu else { return images }
    return min(images, max(1, pixels / pipeline.outputShape(of: dataset).planeCount))
  }
}
