public import Torch

extension ActivationNorm {
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
