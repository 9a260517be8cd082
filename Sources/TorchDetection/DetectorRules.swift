public import Settings

/// The details in which detectors of one design differ, which decide about numbers: what a
/// `DetectionConvention` means for a network.
///
/// | rule | `torchvision` | `paper` |
/// |---|---|---|
/// | side of a box | x2 − x1 | x2 − x1 + 1 |
/// | anchors | around zero, rounded half to even; steps are the image's size over the features', rounded down | around (stride − 1)/2, rounded; steps are 4, 8, …; those that cross the image's edge are left out |
/// | an object that no anchor overlaps enough | the nearest anchors are for what they overlap most | the nearest anchors are for it from an overlap of 0.3 on |
/// | box loss | β = 1/9 in both heads | β = 1/9 for proposals, 1 in the head |
/// | level of a region | ⌊log2(√(wh)/56) + 10⁻⁶⌋ | ⌊log2(√(wh)/56 + 10⁻⁶)⌋ |
/// | smallest proposal, detection | 10⁻³, 10⁻² | any |
/// | boxes become smaller | without a limit | by at most 16/1000 |
public struct DetectorRules: Hashable, Sendable {
  /// How boxes are measured.
  public var geometry = BoxGeometry()
  /// How anchors lie.
  public var anchors = AnchorLayout.centered
  /// What happens to an object that no anchor overlaps enough.
  public var lowQuality = Matcher.LowQuality.nearest
  /// From which difference on the loss of boxes in the head is linear.
  public var boxBeta = 1.0 / 9
  /// The same of proposals.
  public var proposalBeta = 1.0 / 9
  /// Whether a region's level is rounded behind the logarithm, or before.
  public var roundsLevelBehindLogarithm = true
  /// The shortest side of a proposal.
  public var proposalSide = 1e-3
  /// The shortest side of a detection.
  public var detectionSide = 1e-2
  /// Whether boxes become smaller than their references by a limited factor only.
  public var limitsShrinking = false
  /// Whether boxes of different levels or classes are kept apart by moving them, as torchvision does with few.
  public var movesClassesApart = false

  /// Those of torchvision.
  private init() {}

  /// torchvision's `FasterRCNN` and `MaskRCNN`.
  public static let torchvision = DetectorRules()

  /// mmdetection 1.x, with which the experiments of the paper on gradient centralization were made.
  public static let paper: DetectorRules = {
    var rules = DetectorRules()
    rules.geometry = BoxGeometry(extent: 1)
    rules.anchors = .cornered
    rules.lowQuality = .own(atLeast: 0.3)
    rules.boxBeta = 1
    rules.roundsLevelBehindLogarithm = false
    rules.proposalSide = 0
    rules.detectionSide = 0
    rules.limitsShrinking = true
    return rules
  }()

  /// Those of a convention.
  public init(_ convention: DetectionConvention) {
    self = convention == .torchvision ? .torchvision : .paper
  }
}
