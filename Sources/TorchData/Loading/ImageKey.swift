/// Where the random numbers of one image in one epoch come from.
struct ImageKey {
  let seed: UInt64
  let epoch: Int

  /// The place of the image in its data set.
  let index: Int

  func random(_ purpose: SplitMix64.Purpose) -> SplitMix64 {
    SplitMix64(seed: seed, purpose: purpose, epoch: epoch, index: index)
  }
}
