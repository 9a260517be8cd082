extension PublishedDataset {
  /// Small photographs of 10 classes: 50,000 and 10,000 color images of 32 × 32.
  ///
  /// The deviations are those of all pixels of the training images; the often copied .2023, .1994, .2010
  /// are means of the deviations of single images.
  ///
  /// Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009,
  /// https://www.cs.toronto.edu/~kriz/cifar.html.
  public static let cifar10 = PublishedDataset(
    name: .cifar10,
    classNames: [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ],
    normalization: Normalization(
      mean: [0.4914, 0.4822, 0.4465], deviation: [0.2470, 0.2435, 0.2616]),
    layout: CIFARLayout(
      folder: "cifar-10-batches-bin",
      trainingFiles: (1...5).map { "data_batch_\($0).bin" }, testFile: "test_batch.bin",
      labels: .single))

  /// Small photographs of 100 classes: 50,000 and 10,000 color images of 32 × 32; the fine labels.
  ///
  /// Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009,
  /// https://www.cs.toronto.edu/~kriz/cifar.html; the normalization is that of Yong et al., "Gradient
  /// Centralization", ECCV 2020, https://arxiv.org/abs/2004.01461, in the authors' code.
  public static let cifar100 = PublishedDataset(
    name: .cifar100,
    classNames: [
      "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle",
      "bottle", "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle",
      "caterpillar", "cattle", "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch",
      "crab", "crocodile", "cup", "dinosaur", "dolphin", "elephant", "flatfish", "forest", "fox",
      "girl", "hamster", "house", "kangaroo", "keyboard", "lamp", "lawn_mower", "leopard", "lion",
      "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain", "mouse", "mushroom",
      "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
      "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road",
      "rocket", "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake",
      "spider", "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank",
      "telephone", "television", "tiger", "tractor", "train", "trout", "tulip", "turtle",
      "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
    ],
    normalization: Normalization(mean: [0.507, 0.487, 0.441], deviation: [0.267, 0.256, 0.276]),
    layout: CIFARLayout(
      folder: "cifar-100-binary", trainingFiles: ["train.bin"], testFile: "test.bin",
      labels: .coarseThenFine))
}
