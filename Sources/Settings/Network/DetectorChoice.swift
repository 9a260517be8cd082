/// What a detector is made of, and by whose rules.
public struct DetectorChoice: Codable, Hashable, Sendable {
  /// The network below the pyramid.
  public var backbone: BackboneName
  /// By whose rules it is trained and asked.
  public var convention: DetectionConvention
  /// The channels of the pyramid and of masks, from 8; the linear layers have four times as many units.
  public var channels: Int
  /// How many proposals of an image the heads learn from at most, a quarter of them for objects.
  public var sampledRegions: Int

  /// The channels of the pyramid in the papers.
  public static let usualChannels = 256
  /// The sampled proposals in the papers.
  public static let usualRegions = 512

  /// A detector of these; that of torchvision where nothing else is said.
  public init(
    _ backbone: BackboneName = .resnet50, _ convention: DetectionConvention = .torchvision,
    channels: Int = usualChannels, sampledRegions: Int = usualRegions
  ) {
    (self.backbone, self.convention) = (backbone, convention)
    (self.channels, self.sampledRegions) = (channels, sampledRegions)
  }
}

extension DetectorChoice: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.backbone, \.backbone), .init(.detection, \.convention),
    .init(.pyramidChannels, \.channels, omitting: usualChannels),
    .init(.sampledRegions, \.sampledRegions, omitting: usualRegions),
  ]
}

extension OptionName {
  package static let backbone = OptionName(
    "backbone", .choice(of: BackboneName.self), valueName: "name", effect: [.results, .time],
    help: """
      faster-rcnn and mask-rcnn: the network below the pyramid, whose --weights may be those of a \
      classifier. (default: \(DetectorChoice().backbone.rawValue))
      """)
  package static let detection = OptionName(
    "detection", .choice(of: DetectionConvention.self), valueName: "name",
    effect: [.results, .time],
    help: """
      faster-rcnn and mask-rcnn: by whose rules boxes are measured, matched and learned: torchvision's or \
      the paper's. (default: \(DetectorChoice().convention.rawValue))
      """)
  package static let pyramidChannels = OptionName(
    "pyramid-channels", .wholeNumber(8...1024), valueName: "n", effect: [.results, .time],
    help: """
      faster-rcnn and mask-rcnn: the channels of the pyramid; the linear layers have four times as many \
      units. (default: \(DetectorChoice.usualChannels))
      """)
  package static let sampledRegions = OptionName(
    "sampled-regions", .wholeNumber(8...4096), valueName: "n", effect: [.results, .time],
    help: """
      faster-rcnn and mask-rcnn: how many proposals of an image are learned from, at most a quarter of them \
      for objects. (default: \(DetectorChoice.usualRegions))
      """)
}
