extension DenseNet {
  /// How many layers each of the four blocks has, and how wide they are.
  public struct Depth: Hashable, Sendable {
    /// The number of layers of each of four blocks.
    public let blocks: [Int]
    /// The channels that each layer adds: the paper's growth rate `k`.
    public let growth: Int
    /// The channels after the first convolution.
    public let width: Int

    /// A depth of one's own; four blocks.
    public init(blocks: [Int], growth: Int, width: Int) {
      precondition(blocks.count == 4, "expected 4 blocks, found \(blocks)")
      (self.blocks, self.growth, self.width) = (blocks, growth, width)
    }

    /// 121 layers.
    public static let densenet121 = Depth(blocks: [6, 12, 24, 16], growth: 32, width: 64)
    /// 161 layers, wider than the others.
    public static let densenet161 = Depth(blocks: [6, 12, 36, 24], growth: 48, width: 96)
    /// 169 layers.
    public static let densenet169 = Depth(blocks: [6, 12, 32, 32], growth: 32, width: 64)
    /// 201 layers.
    public static let densenet201 = Depth(blocks: [6, 12, 48, 32], growth: 32, width: 64)
  }

  /// What comes before the blocks.
  public enum Stem: Hashable, Sendable {
    /// A 7×7 convolution with stride 2 and a max-pooling with stride 2, for images of about 224×224.
    case imageNet
    /// A 3×3 convolution with stride 1, for images of about 32×32.
    ///
    /// Its normalization stays, so that the keys are those of the other stem. The released code of the
    /// gradient centralization paper has none there.
    case cifar
  }
}
