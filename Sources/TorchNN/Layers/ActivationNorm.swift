public import Torch

/// What a network of convolutions normalizes its activations over.
///
/// Each kind has a gain and a bias per channel, under the keys of batch norm.
public enum ActivationNorm: String, Hashable, Sendable, CaseIterable {
  /// Every channel over the batch: ``BatchNorm``.
  case batch
  /// Every record over groups of channels, as many as the largest divisor of `C` up to
  /// `min(32, C/2)`: ``GroupNorm``.
  ///
  /// The paper has 32 groups; where there are fewer than 64 channels, or 32 does not divide them, this
  /// keeps at least two channels in a group.
  case group
  /// Every record over all of its elements: one group.
  ///
  /// Unlike a ``LayerNorm`` over `[C, H, W]`, which has a gain per element, it fits images of any
  /// size.
  case layer

  /// A normalization of `[N, channels, …]`.
  public func makeLayer(_ channels: Int, on device: Device = .cpu) -> any Layer {
    switch self {
    case .batch: BatchNorm(channels, on: device)
    case .group: GroupNorm(Self.groups(of: channels), channels, on: device)
    case .layer: GroupNorm(1, channels, on: device)
    }
  }

  /// The number of groups that ``group`` splits `channels` channels into.
  static func groups(of channels: Int) -> Int {
    let most = min(32, channels / 2)
    return (1...max(most, 1)).last { channels % $0 == 0 } ?? 1
  }
}
