/// The part of the padded image that one augmented image shows.
struct CropAndFlip: Equatable {
  /// How far down the crop starts, in −padding … padding; rows outside of the image are zero.
  var rowOffset = 0

  /// How far to the right the crop starts, in −padding … padding.
  var columnOffset = 0

  /// Whether the crop is then mirrored, left to right.
  var isFlipped = false

  /// The whole image, as it is.
  static let identity = CropAndFlip()
}

extension ImagePipeline {
  /// The crop and flip of one image in one epoch: a function of these three numbers alone.
  func cropAndFlip(seed: UInt64, epoch: Int, index: Int) -> CropAndFlip {
    guard padding > 0 || flip else { return .identity }
    var random = SplitMix64(seed: seed, purpose: .augmentation, epoch: epoch, index: index)
    // Drawn in any case, so that switching one augmentation on leaves the others as they are.
    let row = random.next(below: 2 * padding + 1) - padding
    let column = random.next(below: 2 * padding + 1) - padding
    let isFlipped = random.next(below: 2) == 1
    return CropAndFlip(
      rowOffset: row, columnOffset: column, isFlipped: flip && isFlipped)
  }
}
