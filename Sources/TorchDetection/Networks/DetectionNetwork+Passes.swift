public import Torch
public import TorchData

extension DetectionNetwork {
  /// What training makes smaller.
  ///
  /// - Parameters:
  ///   - images: `[N, 3, H, W]`, normalized; each lies in the upper left corner, and zeros around it.
  ///   - sizes: the size of each image without what it is padded by.
  ///   - targets: the objects of each image.
  /// - Returns: the losses, whose sum is to become smaller.
  public func losses(
    _ images: Tensor, sizes: [PixelSize], _ targets: [DetectionTarget]
  ) -> DetectionLosses {
    losses(of: pass(images), sizes, targets)
  }

  /// What training makes smaller, for a batch.
  public func losses(_ batch: DetectionBatch) -> DetectionLosses {
    losses(batch.images, sizes: batch.sizes, batch.targets)
  }

  /// What is found in each of images `[N, 3, H, W]`, in pixels of the image in the batch.
  ///
  /// Set the network to evaluation before.
  ///
  /// - Parameters:
  ///   - images: as of ``losses(_:sizes:_:)``.
  ///   - sizes: the size of each image without what it is padded by.
  /// - Returns: what is found in each.
  public func detections(in images: Tensor, sizes: [PixelSize]) -> [Detections] {
    withoutGrad { detections(of: pass(images), sizes) }
  }

  /// What training makes smaller and what is found, for a batch whose features are made once.
  ///
  /// Set the network to evaluation before.
  public func examined(
    _ batch: DetectionBatch
  ) -> (losses: DetectionLosses, detections: [Detections]) {
    withoutGrad {
      let pass = pass(batch.images)
      return (losses(of: pass, batch.sizes, batch.targets), detections(of: pass, batch.sizes))
    }
  }

  /// The features of a batch, and what is said of its anchors.
  private struct Pass {
    /// Those that regions take from, the largest first.
    let levels: [Tensor]
    let output: ProposalNetwork.Output
  }

  private func pass(_ images: Tensor) -> Pass {
    let features = backbone(images)
    let size = PixelSize(width: images.size(3), height: images.size(2))
    return Pass(
      levels: Array(features.dropLast()), output: rpn.output(features, image: size))
  }

  private func losses(
    of pass: Pass, _ sizes: [PixelSize], _ targets: [DetectionTarget]
  ) -> DetectionLosses {
    let count = pass.output.logits.size(0)
    precondition(
      count == sizes.count && targets.count == sizes.count,
      "\(count) images with \(sizes.count) sizes and \(targets.count) targets")
    let proposals = rpn.proposals(pass.output, sizes, training: true)
    let boxes = targets.map { $0.boxes.to(pass.output.anchors.dtype) }
    let ofAnchors = rpn.losses(pass.output, boxes, sizes, using: generator)
    let ofRegions = roiHeads.losses(pass.levels, proposals, targets, using: generator)
    return DetectionLosses(
      classifier: ofRegions.classes, boxes: ofRegions.boxes, masks: ofRegions.masks,
      objectness: ofAnchors.objectness, proposals: ofAnchors.boxes)
  }

  private func detections(of pass: Pass, _ sizes: [PixelSize]) -> [Detections] {
    let proposals = rpn.proposals(pass.output, sizes, training: false)
    return roiHeads.detections(pass.levels, proposals, sizes)
  }
}
