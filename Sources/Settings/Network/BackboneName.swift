/// The networks below the pyramid of a detector, by the names they have on the command line.
public enum BackboneName: String, CaseIterable, Codable, Hashable, Sendable {
  /// ResNet-50.
  case resnet50
  /// ResNet-101.
  case resnet101
  /// ResNeXt-101, 32 groups of 4 channels.
  case resnext101x32x4d = "resnext101-32x4d"
  /// ResNeXt-101, 64 groups of 4 channels.
  case resnext101x64x4d = "resnext101-64x4d"
  /// MobileNetV2.
  case mobilenetV2 = "mobilenet-v2"

  /// The classifier whose layers it is made of, without the last.
  public var model: ModelName {
    switch self {
    case .resnet50: .resnet50
    case .resnet101: .resnet101
    case .resnext101x32x4d: .resnext101x32x4d
    case .resnext101x64x4d: .resnext101x64x4d
    case .mobilenetV2: .mobilenetV2
    }
  }
}
