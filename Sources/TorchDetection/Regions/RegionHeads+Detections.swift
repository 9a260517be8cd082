import Torch
import TorchData

extension RegionHeads {
  /// What is found in each image among its proposals, `[P, 4]`, from the surest on.
  func detections(
    _ levels: [Tensor], _ proposals: [Tensor], _ sizes: [PixelSize]
  ) -> [Detections] {
    let found = described(levels, proposals)
    let boxes = coder.decoded(found.codes, for: .concatenated(proposals))
    let scores = found.logits.softmax(-1)
    var start = 0
    let chosen = zip(proposals, sizes).map { proposals, size in
      let count = proposals.size(0)
      defer { start += count }
      return self.chosen(
        boxes.narrowed(0, from: start, count: count), scores.narrowed(0, from: start, count: count),
        size)
    }
    guard let logits = masks(levels, chosen.map(\.boxes)) else { return chosen }
    let labels = Tensor.concatenated(chosen.map(\.labels))
    let numbers = Tensor.arange(logits.size(0), device: logits.device)
    let masks = logits.sigmoid().indexed(by: [numbers, labels])
    start = 0
    return chosen.map { image in
      let count = image.labels.count
      defer { start += count }
      return Detections(
        boxes: image.boxes, scores: image.scores, labels: image.labels,
        masks: masks.narrowed(0, from: start, count: count))
    }
  }

  /// Of boxes `[P, C, 4]` with scores `[P, C]`, of which the first class is the background.
  private func chosen(_ boxes: Tensor, _ scores: Tensor, _ size: PixelSize) -> Detections {
    let classes = scores.size(1) - 1
    let inside = rules.geometry.clipped(
      boxes.narrowed(1, from: 1, count: classes).reshaped([scores.size(0) * classes, 4]), to: size)
    let all = scores.narrowed(1, from: 1, count: classes).flattened()
    let labels =
      (Tensor.arange(classes, device: scores.device)
      + Tensor.full([1], 1, dtype: .int64, device: scores.device))
      .reshaped([1, -1]).expanded([scores.size(0), classes]).flattened()
    let sure = (all .> settings.score).nonzeroIndices()
    let large = sure.indexSelect(
      0,
      rules.geometry.indices(
        of: inside.indexSelect(0, sure), withSides: rules.detectionSide))
    let kept = rules.suppressed(
      inside.indexSelect(0, large), scores: all.indexSelect(0, large),
      classes: labels.indexSelect(0, large), overlap: settings.suppression)
    let best = large.indexSelect(
      0, kept.narrowed(0, from: 0, count: min(settings.count, kept.count)))
    return Detections(
      boxes: inside.indexSelect(0, best), scores: all.indexSelect(0, best),
      labels: labels.indexSelect(0, best))
  }
}
