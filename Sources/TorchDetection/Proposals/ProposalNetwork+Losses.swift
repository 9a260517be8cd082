import Torch
import TorchData

extension ProposalNetwork {
  /// How well anchors are told apart, and how well objects' boxes are known: the cross-entropy of the drawn
  /// anchors' logits, and the loss of the codes of those for objects, divided by the number of all drawn.
  ///
  /// - Parameters:
  ///   - output: what the head says.
  ///   - boxes: those of the objects of each image, `[M, 4]`.
  ///   - sizes: the size of each image without what it is padded by.
  ///   - generator: what anchors are drawn by, image after image.
  /// - Returns: both losses.
  func losses(
    _ output: Output, _ boxes: [Tensor], _ sizes: [PixelSize], using generator: Generator
  ) -> (objectness: Tensor, boxes: Tensor) {
    var (positives, negatives, targets) = ([Int](), [Int](), [Tensor]())
    let count = output.anchors.size(0)
    for (index, boxes) in boxes.enumerated() {
      let (labels, matches) = withoutGrad { assigned(output.anchors, boxes, sizes[index]) }
      let sample = settings.sampler.draw(labels, using: generator)
      positives += sample.positives.map { $0 + index * count }
      negatives += sample.negatives.map { $0 + index * count }
      guard !sample.positives.isEmpty else { continue }
      let taken = Tensor(sample.positives).to(output.anchors.device)
      targets.append(
        withoutGrad {
          coder.encoded(
            boxes.indexSelect(0, matches.indexSelect(0, taken)),
            for: output.anchors.indexSelect(0, taken))
        })
    }
    let drawn = positives + negatives
    let device = output.logits.device
    let logits = output.logits.flattened().indexSelect(0, Tensor(drawn).to(device))
    let wanted = Tensor.concatenated([
      .ones([positives.count], dtype: logits.dtype, device: device),
      .zeros([negatives.count], dtype: logits.dtype, device: device),
    ])
    let codes = output.codes.reshaped([-1, 4]).indexSelect(0, Tensor(positives).to(device))
    let boxLoss =
      targets.isEmpty
      ? codes.sum()
      : codes.smoothL1(
        .concatenated(targets), beta: rules.proposalBeta, reduction: .sum)
    return (logits.binaryCrossEntropyWithLogits(wanted), boxLoss / Double(max(drawn.count, 1)))
  }

  /// For each anchor 1 for an object, 0 for the background, −1 for neither, and the number of the object.
  func assigned(
    _ anchors: Tensor, _ boxes: Tensor, _ size: PixelSize
  ) -> (labels: Tensor, matches: Tensor) {
    let none = Tensor.zeros([anchors.size(0)], dtype: .int64, device: anchors.device)
    let inside = rules.anchors.usesCrossing ? nil : isInside(anchors, size)
    let left = none - none.onesLike()
    guard boxes.size(0) > 0 else {
      return (inside.map { none.chosen(where: $0, else: left) } ?? none, none)
    }
    let matcher = Matcher(
      high: settings.high, low: settings.low, lowQuality: rules.lowQuality)
    var overlaps = rules.geometry.overlaps(boxes, anchors)
    // What is left out is nearest to nothing.
    if let inside { overlaps = overlaps.chosen(where: inside, else: overlaps.zerosLike() - 1) }
    let found = matcher.matches(overlaps)
    let isObject = (found .>= 0).to(.int64)
    let labels = isObject - (found .== Matcher.between).to(.int64)
    return (
      inside.map { labels.chosen(where: $0, else: left) } ?? labels, found.maximum(none)
    )
  }

  private func isInside(_ anchors: Tensor, _ size: PixelSize) -> Tensor {
    (anchors[.all, 0] .>= 0) .& (anchors[.all, 1] .>= 0)
      .& (anchors[.all, 2] .< size.width) .& (anchors[.all, 3] .< size.height)
  }
}
