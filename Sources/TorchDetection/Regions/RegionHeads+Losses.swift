import Torch
import TorchData

extension RegionHeads {
  /// How well classes, boxes and masks of the drawn proposals are known.
  ///
  /// The cross-entropy of classes; the loss of the codes of those for objects, divided by the number of all; and the
  /// mean over those for objects and their pixels of the cross-entropy of masks, which the objects' own are
  /// compared with in the proposals' boxes. `nil` in a network without masks.
  func losses(
    _ levels: [Tensor], _ proposals: [Tensor], _ targets: [DetectionTarget],
    using generator: Generator
  ) -> (classes: Tensor, boxes: Tensor, masks: Tensor?) {
    let sampling = RegionSampling(
      matcher: Matcher(high: settings.overlap, low: settings.overlap), sampler: settings.sampler,
      coder: coder)
    let samples = zip(proposals, targets).map { sampling.sample($0, $1, using: generator) }
    let found = described(levels, samples.map(\.boxes))
    let labels = Tensor.concatenated(samples.map(\.labels))
    let positives = (labels .> 0).nonzeroIndices()
    let classes = found.logits.size(1)
    let codes = found.codes.reshaped([labels.count, classes, 4])
      .indexed(by: [positives, labels.indexSelect(0, positives)])
    let boxLoss = codes.smoothL1(
      .concatenated(samples.map(\.codes)), beta: rules.boxBeta, reduction: .sum)
    return (
      found.logits.crossEntropy(labels), boxLoss / Double(max(labels.count, 1)),
      maskLoss(levels, samples, targets)
    )
  }

  private func maskLoss(
    _ levels: [Tensor], _ samples: [RegionSample], _ targets: [DetectionTarget]
  ) -> Tensor? {
    let boxes = withoutGrad { samples.map { $0.boxes.indexSelect(0, $0.positives) } }
    guard let logits = masks(levels, boxes) else { return nil }
    guard logits.size(0) > 0 else { return logits.sum() * 0 }
    let (labels, wanted) = withoutGrad {
      (
        Tensor.concatenated(samples.map { $0.labels.indexSelect(0, $0.positives) }),
        Tensor.concatenated(
          zip(samples, targets).map { sample, target in
            target.masks(
              of: sample.objects.indexSelect(0, sample.positives),
              in: sample.boxes.indexSelect(0, sample.positives), size: logits.size(3))
          })
      )
    }
    let numbers = Tensor.arange(logits.size(0), device: logits.device)
    return logits.indexed(by: [numbers, labels]).binaryCrossEntropyWithLogits(wanted)
  }
}

extension DetectionTarget {
  /// The masks of objects in boxes `[K, 4]`: `[K, size, size]`.
  fileprivate func masks(of objects: Tensor, in boxes: Tensor, size: Int) -> Tensor {
    guard boxes.size(0) > 0 else {
      return .zeros([0, size, size], dtype: boxes.dtype, device: boxes.device)
    }
    guard let masks else { preconditionFailure("masks: expected those of the objects, found none") }
    let regions = Tensor.concatenated([objects.to(boxes.dtype).reshaped([-1, 1]), boxes], dim: 1)
    let shape = [masks.size(0), 1, masks.size(1), masks.size(2)]
    return masks.to(boxes.dtype).reshaped(shape)
      .aligned(regions, size: [size, size]).select(1, 0)
  }
}
