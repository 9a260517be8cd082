/// The networks that can be trained, by the names they have on the command line.
///
/// They are torchvision's, with dashes. Those that end in `-cifar` are for images of 32×32.
public enum ModelName: String, CaseIterable, Codable, Hashable, Sendable {
  /// ResNet-18.
  case resnet18
  /// ResNet-34.
  case resnet34
  /// ResNet-50.
  case resnet50
  /// ResNet-101.
  case resnet101
  /// ResNet-152.
  case resnet152
  /// ResNet-18 with the CIFAR stem.
  case resnet18Cifar = "resnet18-cifar"
  /// ResNet-34 with the CIFAR stem.
  case resnet34Cifar = "resnet34-cifar"
  /// ResNet-50 with the CIFAR stem.
  case resnet50Cifar = "resnet50-cifar"
  /// ResNet-101 with the CIFAR stem.
  case resnet101Cifar = "resnet101-cifar"
  /// ResNet-152 with the CIFAR stem.
  case resnet152Cifar = "resnet152-cifar"
  /// A small residual network for 28×28 images.
  case resnet8
  /// ResNeXt-50, 32 groups of 4 channels.
  case resnext50x32x4d = "resnext50-32x4d"
  /// ResNeXt-101, 32 groups of 4 channels.
  case resnext101x32x4d = "resnext101-32x4d"
  /// ResNeXt-101, 64 groups of 4 channels.
  case resnext101x64x4d = "resnext101-64x4d"
  /// ResNeXt-29, 4 groups of 64 channels, with the CIFAR stem.
  case resnext29x4x64dCifar = "resnext29-4x64d-cifar"
  /// Wide ResNet-50-2.
  case wideResnet50x2 = "wide-resnet50-2"
  /// MobileNetV2.
  case mobilenetV2 = "mobilenet-v2"
  /// VGG-11 without normalization.
  case vgg11
  /// VGG-13 without normalization.
  case vgg13
  /// VGG-16 without normalization.
  case vgg16
  /// VGG-19 without normalization.
  case vgg19
  /// VGG-11 with normalization.
  case vgg11Bn = "vgg11-bn"
  /// VGG-13 with normalization.
  case vgg13Bn = "vgg13-bn"
  /// VGG-16 with normalization.
  case vgg16Bn = "vgg16-bn"
  /// VGG-19 with normalization.
  case vgg19Bn = "vgg19-bn"
  /// VGG-11 with normalization and one linear layer.
  case vgg11Cifar = "vgg11-cifar"
  /// DenseNet-121.
  case densenet121
  /// DenseNet-161.
  case densenet161
  /// DenseNet-169.
  case densenet169
  /// DenseNet-201.
  case densenet201
  /// DenseNet-121 with the CIFAR stem.
  case densenet121Cifar = "densenet121-cifar"
  /// Faster R-CNN on a feature pyramid.
  case fasterRCNN = "faster-rcnn"
  /// Mask R-CNN on a feature pyramid.
  case maskRCNN = "mask-rcnn"

  /// The images that a network is made for.
  public enum Images: Hashable, Sendable {
    /// Photographs of about 224×224.
    case imageNet
    /// Of 32×32, as in CIFAR.
    case cifar
    /// Gray, of 28×28, as in MNIST.
    case small
  }

  /// The images that this network is made for.
  public var images: Images {
    if self == .resnet8 { return .small }
    return rawValue.hasSuffix("-cifar") ? .cifar : .imageNet
  }

  /// Whether the network finds objects; else it tells classes of images apart.
  public var findsObjects: Bool { family == .rcnn }

  /// The number of image channels when no data set says otherwise.
  public var naturalChannels: Int { images == .small ? 1 : 3 }

  /// Height and width of the images that the network is made for, in pixels.
  public var naturalImageSize: Int {
    if findsObjects { return DatasetName.coco.usualImageSize }
    return switch images {
    case .imageNet: 224
    case .cifar: 32
    case .small: 28
    }
  }

  /// The shortest side of images of which something is left for the last layers, in pixels.
  ///
  /// Five times a VGG halves them and rounds down; a DenseNet three times after its stem, which rounds up.
  public var leastImageSize: Int {
    switch family {
    case .vgg: 32
    case .densenet: images == .cifar ? 8 : 29
    case .resnet, .resnext, .wideResnet, .mobilenet, .rcnn: 1
    }
  }

  /// The number of outputs when no data set says otherwise.
  public var naturalClasses: Int {
    if findsObjects { return DatasetName.coco.outputs(by: .torchvision) ?? 2 }
    return switch images {
    case .imageNet: 1000
    case .cifar: 100
    case .small: 10
    }
  }
}
