public import Torch

/// Puts one learned entry in front of every sequence: `[N, T, D]` to `[N, T + 1, D]`.
///
/// Its parameter has the module's own name, so a property `classToken` is the key `class_token` of
/// torchvision's `VisionTransformer`, without a `.weight`. It begins as zeros, as there.
///
/// Source: Dosovitskiy et al., "An Image is Worth 16x16 Words", ICLR 2021, equation 1,
/// https://arxiv.org/abs/2010.11929.
public final class ClassToken: Layer, Container {
  /// `[1, 1, D]`; itself an input, so it has no fan-in.
  public let weight: Parameter

  /// An entry of size `size`.
  public init(_ size: Int, on device: Device = .cpu) {
    weight = Parameter(.zeros([1, 1, size], device: device), .token)
  }

  /// `[N, T, D]` to `[N, T + 1, D]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    .concatenated([weight.expanded([x.size(0), 1, weight.size(2)]), x], dim: 1)
  }
}
