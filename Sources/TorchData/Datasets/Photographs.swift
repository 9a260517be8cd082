extension PublishedDataset {
  /// Photographs of 1,000 kinds of things: 1,281,167 and 50,000, each of a size of its own.
  ///
  /// Source: Russakovsky et al., "ImageNet Large Scale Visual Recognition Challenge", International
  /// Journal of Computer Vision 115(3), 2015, https://arxiv.org/abs/1409.0575.
  public static let imageNet = photographs(.imageNet, ImageNetLayout())

  /// Photographs of 100 classes of ImageNet: 50,000 and 10,000.
  ///
  /// Source: Vinyals et al., "Matching Networks for One Shot Learning", NeurIPS 2016,
  /// https://arxiv.org/abs/1606.04080.
  public static let miniImageNet = photographs(.miniImageNet, MiniImageNetLayout())

  /// Photographs of aircraft: 6,667 and 3,333.
  ///
  /// Source: Maji et al., "Fine-Grained Visual Classification of Aircraft", 2013,
  /// https://arxiv.org/abs/1306.5151.
  ///
  /// - Parameter labels: What the classes are.
  /// - Returns: The data set with those classes.
  public static func aircraft(_ labels: AircraftLabels) -> PublishedDataset {
    photographs(.aircraft, AircraftLayout(level: labels))
  }

  /// Photographs of 196 models of cars: 8,144 and 8,041.
  ///
  /// Source: Krause et al., "3D Object Representations for Fine-Grained Categorization", 3dRR-13, 2013,
  /// https://doi.org/10.1109/ICCVW.2013.77.
  public static let stanfordCars = photographs(.stanfordCars, CarsLayout())

  /// Photographs of 120 breeds of dogs: 12,000 and 8,580.
  ///
  /// Source: Khosla et al., "Novel Dataset for Fine-Grained Image Categorization", FGVC at CVPR 2011,
  /// http://vision.stanford.edu/aditya86/ImageNetDogs.
  public static let stanfordDogs = photographs(.stanfordDogs, DogsLayout())

  /// Photographs of 200 species of birds: 5,994 and 5,794.
  ///
  /// Source: Wah et al., "The Caltech-UCSD Birds-200-2011 Dataset", CNS-TR-2011-001, Caltech, 2011.
  public static let birds = photographs(.birds, BirdsLayout())

  /// Photographs of your own, in a folder for each class.
  public static let folder = photographs(.folder, FolderLayout())

  /// Photographs are normalized with the mean and deviation of ImageNet's.
  ///
  /// Source: Yong et al., "Gradient Centralization", ECCV 2020, https://arxiv.org/abs/2004.01461, in the
  /// authors' code, as in torchvision's references.
  private static func photographs(
    _ name: DatasetName, _ layout: any DatasetLayout
  ) -> PublishedDataset {
    PublishedDataset(
      name: name, classNames: [],
      normalization: Normalization(
        mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225]),
      layout: layout)
  }
}
