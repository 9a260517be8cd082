extension ResNet {
  /// How many blocks of which kind and width.
  public struct Depth: Hashable, Sendable {
    /// The number of blocks in each of three or four stages.
    public let blocks: [Int]
    /// The number of channels of each stage; a bottleneck's output has four times as many.
    public let widths: [Int]
    /// Whether the blocks are bottlenecks.
    public let hasBottlenecks: Bool
    /// The groups of a bottleneck's 3×3 convolution.
    public let groups: Int
    /// The channels of each of these groups in a stage of width 64; in proportion in others.
    public let groupWidth: Int

    /// A depth of one's own; three or four stages, of which all but the first halve the size.
    ///
    /// The 3×3 convolution of a bottleneck of width `w` has `groups · (w · groupWidth / 64)` channels;
    /// groups and their width are for bottlenecks only.
    public init(
      blocks: [Int], widths: [Int], hasBottlenecks: Bool = false, groups: Int = 1,
      groupWidth: Int = 64
    ) {
      precondition(
        (3...4).contains(blocks.count) && widths.count == blocks.count,
        "expected 3 or 4 stages, found blocks \(blocks) and widths \(widths)")
      precondition(
        hasBottlenecks || (groups == 1 && groupWidth == 64),
        "basic blocks have no groups, found \(groups) of width \(groupWidth)")
      (self.blocks, self.widths, self.hasBottlenecks) = (blocks, widths, hasBottlenecks)
      (self.groups, self.groupWidth) = (groups, groupWidth)
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

    static let standardWidths = [64, 128, 256, 512]

    /// The channels of a block's output for each of its width.
    var expansion: Int { hasBottlenecks ? 4 : 1 }
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
