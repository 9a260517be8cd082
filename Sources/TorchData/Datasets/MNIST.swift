extension PublishedDataset {
  /// Handwritten digits: 60,000 and 10,000 gray images of 28 × 28, 10 classes.
  ///
  /// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document
  /// Recognition", Proceedings of the IEEE 86(11), 1998, http://yann.lecun.com/exdb/mnist.
  public static let mnist = PublishedDataset(
    name: .mnist,
    classNames: (0...9).map(String.init),
    normalization: Normalization(mean: [0.1307], deviation: [0.3081]),
    layout: IDXLayout())

  /// Articles of clothing: 60,000 and 10,000 gray images of 28 × 28, 10 classes.
  ///
  /// Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
  /// Learning Algorithms", 2017, https://arxiv.org/abs/1708.07747.
  public static let fashionMNIST = PublishedDataset(
    name: .fashionMNIST,
    classNames: [
      "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
      "ankle boot",
    ],
    normalization: Normalization(mean: [0.286], deviation: [0.353]),
    layout: IDXLayout())
}
