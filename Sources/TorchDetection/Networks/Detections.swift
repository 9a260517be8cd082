public import Torch
public import TorchData

/// What is found in an image, from the surest on.
public struct Detections {
  /// `[D, 4]`, x1, y1, x2, y2 in pixels of the image in the batch.
  public let boxes: Tensor
  /// Probabilities `[D]`.
  public let scores: Tensor
  /// Classes, int64 `[D]`, from 1.
  public let labels: Tensor
  /// The probabilities of pixels in each box, `[D, 28, 28]`; `nil` from a network without masks.
  public let masks: Tensor?

  /// What is found in an image.
  public init(boxes: Tensor, scores: Tensor, labels: Tensor, masks: Tensor? = nil) {
    (self.boxes, self.scores, self.labels, self.masks) = (boxes, scores, labels, masks)
  }

  /// The same in an image of another size than that in the batch: boxes are scaled to it, in width and height.
  public func scaled(from size: PixelSize, to original: PixelSize) -> Detections {
    let x = Double(original.width) / Double(size.width)
    let y = Double(original.height) / Double(size.height)
    let factors = Tensor([x, y, x, y]).to(boxes.dtype).to(boxes.device)
    return Detections(boxes: boxes * factors, scores: scores, labels: labels, masks: masks)
  }

  /// The probabilities of an image's pixels for each detection, `[D, H, W]`: zero outside of its box.
  public func masks(in image: PixelSize) -> Tensor? {
    masks?.pasted(at: boxes, height: image.height, width: image.width)
  }
}

/// What a network's training makes smaller.
public struct DetectionLosses {
  /// The cross-entropy of the classes of proposals.
  public let classifier: Tensor
  /// The loss of the boxes of those for objects.
  public let boxes: Tensor
  /// The cross-entropy of masks; `nil` from a network without.
  public let masks: Tensor?
  /// The cross-entropy of anchors: object or background.
  public let objectness: Tensor
  /// The loss of the boxes of anchors for objects.
  public let proposals: Tensor

  /// Each with torchvision's name, in its order.
  public var named: [Named<Tensor>] {
    [Named("loss_classifier", classifier), Named("loss_box_reg", boxes)]
      + (masks.map { [Named("loss_mask", $0)] } ?? [])
      + [Named("loss_objectness", objectness), Named("loss_rpn_box_reg", proposals)]
  }

  /// Their sum.
  public var total: Tensor {
    let sum = classifier + boxes + objectness + proposals
    return masks.map { sum + $0 } ?? sum
  }
}
