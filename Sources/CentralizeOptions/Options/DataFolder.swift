extension Surroundings {
  /// The environment variable that names the folder of Fashion-MNIST.
  package static let fashionMNISTVariable = "FASHION_MNIST_DIR"
  /// Where Debian's package dataset-fashion-mnist puts the images.
  package static let fashionMNISTPackageFolder = "/usr/share/datasets/fashion-mnist"

  /// The folder of a data set, as an absolute path: the given one, else the one known to be there.
  ///
  /// Only Fashion-MNIST, of which synthetic garments are made, has a known place: the environment variable `FASHION_MNIST_DIR`, else the
  /// folder of Debian's package if it exists.
  package func dataFolder(
    of dataset: DatasetName, given: String?
  ) throws(OptionsError) -> String {
    if let given, given.isEmpty {
      throw .outOfRange(.data, expected: "a folder", found: "empty")
    }
    if let given { return absolute(given) }
    if dataset == .fashionMNIST || dataset == .syntheticGarments {
      if let named = environment[Self.fashionMNISTVariable], !named.isEmpty {
        return absolute(named)
      }
      if kind(Self.fashionMNISTPackageFolder) == .folder { return Self.fashionMNISTPackageFolder }
    }
    throw .missing(
      .data,
      hint: "give the folder of \(dataset.rawValue), which holds \(dataset.layout) "
        + "(from \(dataset.source))")
  }
}
