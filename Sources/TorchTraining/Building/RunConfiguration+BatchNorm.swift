import CentralizeOptions
import Torch
import TorchData
import TorchNN

extension RunConfiguration {
  /// Checks that no batch norm of the network sees one value per channel while it is trained.
  ///
  /// - Returns: whether one does in a batch of a single image, which damaged files may leave.
  /// - Throws: `TrainingError.oneValuePerChannel` where all batches are of a single image.
  func checkBatchNorm(on images: any ImageDataset) throws(TrainingError) -> Bool {
    // Of a network that a program makes itself libtorch says it, when it happens.
    if own.network != nil { return false }
    let canBeSingle = course.batchSize == 1 || reading.skipCorrupt == true
    let common = images.commonShape.map { ($0.height, $0.width) }
    let side = self.images.trainImageSize ?? reading.imageSize
    guard canBeSingle, let size = side.map({ ($0, $0) }) ?? common else {
      return false
    }
    let network = network.makeNetwork(
      channels: images.channels, classes: data.classes, using: .shapesOnly)
    freeze(network)
    guard network.normalizesSingleValues(of: [images.channels, size.0, size.1]) else {
      return false
    }
    if course.batchSize == 1 {
      throw .oneValuePerChannel(size: "\(size.0) × \(size.1)")
    }
    return true
  }
}

extension Layer {
  /// Whether a batch norm in training sees a single value per channel of an input of `shape`, without the
  /// dimension of the batch.
  ///
  /// The layer, which lies on ``Torch/Device/meta``, is called once: with two inputs, as one would trap.
  func normalizesSingleValues(of shape: [Int]) -> Bool {
    var isFound = false
    let input = Tensor.empty([2] + shape, dtype: parameters.first?.dtype ?? .float32, device: .meta)
    withoutGrad {
      _ = Operator.observing { call in
        guard call.name == "aten::batch_norm", let seen = call.arguments[0] as? Tensor else {
          return
        }
        if call.arguments[5] as? Bool == true, seen.count == 2 * seen.size(1) { isFound = true }
      } _: {
        self(input)
      }
    }
    return isFound
  }
}
