import Torch
import TorchNN

extension ResNet {
  /// How many blocks of which kind and width.
  public struct Depth: Hashable, Sendable {
    /// The number of blocks in each of three or four stages.
    public let blocks: [Int]
    /// The number of channels of each stage; a bottleneck's output has four times as many.
    public let widths: [Int]
    /// Whether the blocks are bottlenecks.
    public let hasBottlenecks: Bool

    /// A depth of one's own; three or four stages, of which all but the first halve the size.
    public init(blocks: [Int], widths: [Int], hasBottlenecks: Bool = false) {
      precondition(
        (3...4).contains(blocks.count) && widths.count == blocks.count,
        "expected 3 or 4 stages, found blocks \(blocks) and widths \(widths)")
      (self.blocks, self.widths, self.hasBottlenecks) = (blocks, widths, hasBottlenecks)
    }

    /// 18 layers.
    public static let resnet18 = Depth(blocks: [2, 2, 2, 2], widths: standardWidths)
    /// 34 layers.
    public static let resnet34 = Depth(blocks: [3, 4, 6, 3], widths: standardWidths)
    /// 50 layers.
    public static let resnet50 = Depth(
      blocks: [3, 4, 6, 3], widths: standardWidths, hasBottlenecks: true)
    /// 101 layers.
    public static let resnet101 = Depth(
      blocks: [3, 4, 23, 3], widths: standardWidths, hasBottlenecks: true)
    /// 152 layers.
    public static let resnet152 = Depth(
      blocks: [3, 8, 36, 3], widths: standardWidths, hasBottlenecks: true)
    /// 8 layers, of 16, 32 and 64 channels, for small images; see ``Stem/strided``.
    public static let resnet8 = Depth(blocks: [1, 1, 1], widths: [16, 32, 64])

    private static let standardWidths = [64, 128, 256, 512]

    /// The channels of a block's output for each of its width.
    var expansion: Int { hasBottlenecks ? 4 : 1 }

    func makeBlock(
      _ inputs: Int, _ planes: Int, _ stride: Int, _ generator: Generator
    ) -> any Layer {
      hasBottlenecks
        ? Bottleneck(inputs, planes, stride: stride, using: generator)
        : BasicBlock(inputs, planes, stride: stride, using: generator)
    }
  }

  /// What comes before the blocks.
  public enum Stem: Hashable, Sendable {
    /// A 7×7 convolution with stride 2 and a max-pooling with stride 2, for images of about 224×224.
    case imageNet
    /// A 3×3 convolution with stride 1, for images of about 32×32.
    case cifar
    /// A 3×3 convolution with stride 2: a quarter of the work of ``cifar``.
    case strided

    var stride: Int { self == .cifar ? 1 : 2 }
  }
}
