/// The data sets that can be read, by the names they have on the command line.
public enum DatasetName: String, CaseIterable, Codable, Hashable, Sendable {
  /// 28×28 gray images of clothes, 10 classes.
  case fashionMNIST = "fashion-mnist"
  /// 28×28 gray images of handwritten digits, 10 classes.
  case mnist
  /// 32×32 color images of things and animals, 10 classes.
  case cifar10
  /// 32×32 color images of things and animals, 100 fine classes.
  case cifar100
  /// Photographs of 1000 kinds of things.
  case imageNet = "imagenet"
  /// Photographs of 100 classes of ImageNet.
  case miniImageNet = "mini-imagenet"
  /// Photographs of aircraft: 100 variants, 70 families, 30 manufacturers.
  case aircraft = "fgvc-aircraft"
  /// Photographs of 196 models of cars.
  case stanfordCars = "stanford-cars"
  /// Photographs of 120 breeds of dogs.
  case stanfordDogs = "stanford-dogs"
  /// Photographs of 200 species of birds.
  case birds = "cub-200-2011"
  /// Photographs of one's own, in a folder for each class.
  case folder
  /// Photographs with objects of 80 kinds, or one's own in the same layout.
  case coco
  /// Scenes of garments that are made from Fashion-MNIST.
  case syntheticGarments = "synthetic-garments"

  /// Whether there are objects in the images, with boxes and masks; else each image has a class.
  public var findsObjects: Bool { self == .coco || self == .syntheticGarments }

  /// Whether all images have one size; else each lies in a file of its own.
  public var hasFixedSize: Bool { imageSize != nil }

  /// The number of channels of an image.
  public var channels: Int {
    switch self {
    case .fashionMNIST, .mnist: 1
    default: 3
    }
  }

  /// The number of classes; labels run from 0 to one less.
  ///
  /// - Parameter labels: What the classes are, for a data set that has a choice; `nil` for the usual.
  /// - Returns: `nil` where the folders say it.
  public func classes(by labels: AircraftLabels? = nil) -> Int? {
    switch self {
    case .fashionMNIST, .mnist, .cifar10: 10
    case .cifar100, .miniImageNet: 100
    case .imageNet: 1000
    case .aircraft: (labels ?? .variant).classes
    case .stanfordCars: 196
    case .stanfordDogs: 120
    case .birds: 200
    case .folder, .coco, .syntheticGarments: nil
    }
  }

  /// The number of outputs of a network that finds the objects, with that for the background; `nil` where
  /// there are no objects.
  ///
  /// In torchvision's convention COCO's identifiers, 1 to 90 with gaps, are the labels.
  public func outputs(by convention: DetectionConvention) -> Int? {
    switch self {
    case .coco: convention == .torchvision ? 91 : 81
    case .syntheticGarments: 11
    default: nil
    }
  }

  /// The length that the shorter side of an image with objects gets when nothing else is said, in pixels.
  public var usualImageSize: Int {
    switch self {
    case .coco: 800
    case .syntheticGarments: 128
    default: ImageReading.usualImageSize
    }
  }

  /// Height and width of an image, in pixels; `nil` where each has its own.
  public var imageSize: Int? {
    switch self {
    case .fashionMNIST, .mnist: 28
    case .cifar10, .cifar100: 32
    default: nil
    }
  }
}
