import Torch
import TorchData

/// What the heads learn from in an image: some of the proposals, with what they are for.
struct RegionSample {
  /// `[K, 4]`.
  let boxes: Tensor
  /// The number of each box's object in the image, int64 `[K]`; 0 for the background.
  let objects: Tensor
  /// The class of each, int64 `[K]`; 0 for the background.
  let labels: Tensor
  /// The codes of the objects' boxes `[P, 4]` of those that are for an object.
  let codes: Tensor
  /// The indices of those, int64 `[P]`.
  let positives: Tensor
}

/// Chooses what the heads learn from.
struct RegionSampling {
  let matcher: Matcher
  let sampler: BalancedSampler
  let coder: BoxCoder

  /// Of the `proposals` `[P, 4]` of an image and the boxes of its objects, which join them.
  func sample(
    _ proposals: Tensor, _ target: DetectionTarget, using generator: Generator
  ) -> RegionSample {
    withoutGrad {
      let truth = target.boxes.to(proposals.dtype)
      let all = Tensor.concatenated([proposals, truth])
      let none = Tensor.zeros([all.size(0)], dtype: .int64, device: all.device)
      var (objects, labels) = (none, none)
      if truth.size(0) > 0 {
        let found = matcher.matches(coder.geometry.overlaps(truth, all))
        objects = found.maximum(none)
        labels = target.labels.indexSelect(0, objects).chosen(
          where: found .>= 0,
          else: none - (found .== Matcher.between).to(.int64))
      }
      let taken = Tensor(sampler.draw(labels, using: generator).all).to(all.device)
      let (boxes, own) = (all.indexSelect(0, taken), objects.indexSelect(0, taken))
      let classes = labels.indexSelect(0, taken)
      let positives = (classes .> 0).nonzeroIndices()
      let codes = coder.encoded(
        truth.indexSelect(0, own.indexSelect(0, positives)), for: boxes.indexSelect(0, positives))
      return RegionSample(
        boxes: boxes, objects: own, labels: classes, codes: codes, positives: positives)
    }
  }
}
