public import Torch
public import TorchNN
public import TorchVision

/// Finds objects in images: Faster R-CNN, and with masks Mask R-CNN, on a feature pyramid.
///
/// Sources: Ren et al., "Faster R-CNN", NeurIPS 2015, https://arxiv.org/abs/1506.01497; He et al., "Mask R-CNN", ICCV
/// 2017, https://arxiv.org/abs/1703.06870. As torchvision builds them, with its state-dict keys.
public final class DetectionNetwork: Module {
  /// The features.
  public let backbone: PyramidBackbone
  /// The proposals.
  public let rpn: ProposalNetwork
  /// What is said of proposals.
  public let roiHeads: RegionHeads
  /// What draws the anchors and proposals to learn from: those of all images of a batch, then these.
  public let generator: Generator

  /// What stands behind the pyramid.
  public struct Heads: Hashable, Sendable {
    /// Whether objects get masks.
    public var hasMasks: Bool
    /// What stands before classes and boxes.
    public var boxHead: BoxHeadKind
    /// The channels of the pyramid and of masks.
    public var channels: Int
    /// The units of the linear layers.
    public var units: Int
    /// What follows the convolutions of the pyramid and the heads, but not those of proposals.
    public var normalization: ActivationNorm?
    /// What these convolutions make of their weights.
    public var weightForm: WeightForm

    /// Heads; torchvision's where nothing else is said.
    public init(
      hasMasks: Bool, boxHead: BoxHeadKind = .linear, channels: Int = 256, units: Int = 1024,
      normalization: ActivationNorm? = nil, weightForm: WeightForm = .plain
    ) {
      (self.hasMasks, self.boxHead, self.channels) = (hasMasks, boxHead, channels)
      (self.units, self.normalization, self.weightForm) = (units, normalization, weightForm)
    }
  }

  /// A network on `body`.
  ///
  /// - Parameters:
  ///   - body: the network below.
  ///   - classes: the number of outputs, the background's among them: 91 for COCO in torchvision.
  ///   - heads: what stands behind the pyramid.
  ///   - anchors: where proposals start from; their layout is that of the rules.
  ///   - proposals: numbers of the proposals.
  ///   - regions: numbers of the heads.
  ///   - rules: the details that decide about numbers.
  ///   - generator: where initial weights come from. Linear layers are uniform as PyTorch's; see
  ///     ``FeaturePyramid`` and ``ProposalHead`` for the others.
  public init(
    _ body: any PyramidBody, classes: Int, _ heads: Heads,
    anchors: AnchorGenerator = AnchorGenerator(), proposals: ProposalSettings = ProposalSettings(),
    regions: RegionSettings = RegionSettings(), rules: DetectorRules = .torchvision,
    using generator: Generator
  ) {
    let style = HeadStyle(
      normalization: heads.normalization, weightForm: heads.weightForm, generator: generator)
    backbone = PyramidBackbone(body, channels: heads.channels, style)
    let anchors = AnchorGenerator(
      sizes: anchors.sizes, ratios: anchors.ratios, layout: rules.anchors)
    rpn = ProposalNetwork(heads.channels, anchors, proposals, rules, using: generator)
    roiHeads = RegionHeads(heads.channels, heads, classes: classes, regions, rules, style)
    self.generator = generator.device == .meta ? generator : Generator(seed: 0)
  }

  /// The number of outputs, the background's among them.
  public var outputs: Int { roiHeads.boxPredictor.clsScore.weight.shape[0] }
}
