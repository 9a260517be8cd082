import Torch
import TorchData

extension Batch {
  /// The mean cross-entropy of logits `[N, K]` for the images of this batch.
  ///
  /// Of images that mixup or cutmix has mixed, the mean of both labels' by the images' shares.
  func crossEntropy(of logits: Tensor) -> Tensor {
    let own = logits.crossEntropy(labels.to(logits.device))
    guard let mixing else { return own }
    let partner = logits.crossEntropy(mixing.partnerLabels.to(logits.device))
    return own * mixing.share + partner * (1 - mixing.share)
  }
}
