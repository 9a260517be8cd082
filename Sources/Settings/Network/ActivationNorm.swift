/// What a network of convolutions normalizes its activations over.
///
/// Each kind has a gain and a bias per channel, under the keys of batch norm.
public enum ActivationNorm: String, CaseIterable, Codable, Hashable, Sendable {
  /// Every channel over the batch: a batch norm.
  case batch
  /// Every record over groups of channels, as many as the largest divisor of `C` up to
  /// `min(32, C/2)`: a group norm.
  ///
  /// The paper has 32 groups; where there are fewer than 64 channels, or 32 does not divide them, this
  /// keeps at least two channels in a group.
  case group
  /// Every record over all of its elements: one group.
  ///
  /// Unlike a layer norm over `[C, H, W]`, which has a gain per element, it fits images of any
  /// size.
  case layer

  /// One line for people who choose a normalization.
  public var summary: String {
    switch self {
    case .batch: "batch norm: each channel over the batch"
    case .group: "group norm: groups of channels, each image by itself"
    case .layer: "layer norm: all channels, each image by itself"
    }
  }
}
