extension ModelName {
  /// One line for people who choose a network.
  public var summary: String {
    if self == .resnet8 {
      return "three basic blocks of 16, 32, 64 channels, 3×3 stride-2 stem, for 28×28"
    }
    if self == .mobilenetV2 {
      return "MobileNetV2, inverted residuals, for images of about 224×224"
    }
    if findsObjects {
      return
        (self == .maskRCNN
        ? "Mask R-CNN, finds objects and their masks" : "Faster R-CNN, finds objects")
        + " on a pyramid over --backbone"
    }
    return "\(title), \(construction), for images of \(images == .cifar ? "" : "about ")"
      + "\(naturalImageSize)×\(naturalImageSize)"
  }

  /// The name in the papers, as in `ResNeXt-50 32×4d`.
  private var title: String {
    let depth = rawValue.drop { !$0.isNumber }.prefix { $0.isNumber }
    return "\(family.rawValue)-\(depth)\(variant)"
  }

  private var variant: String {
    switch self {
    case .resnext50x32x4d, .resnext101x32x4d: " 32×4d"
    case .resnext101x64x4d: " 64×4d"
    case .resnext29x4x64dCifar: " 4×64d"
    case .wideResnet50x2: "-2"
    default: ""
    }
  }

  private var construction: String {
    if family == .vgg {
      return (hasNormalization ? "with" : "without") + " normalization, "
        + (images == .cifar ? "one linear layer" : "three linear layers")
    }
    return images == .cifar
      ? "3×3 stride-1 stem without pooling" : "7×7 stride-2 stem and max-pooling"
  }
}
