extension InMemoryImages {
  /// Reads images and labels from a pair of IDX files, as MNIST has them.
  ///
  /// Both may be gzip files, by their name (`.gz`). Sizes in the headers are checked against each other and
  /// against the files before memory is taken; at most 8 GiB of images are read.
  ///
  /// - Parameters:
  ///   - images: The path of the images, three dimensions `[N, H, W]`.
  ///   - labels: The path of the labels, one dimension `[N]`.
  ///   - classCount: The number of classes.
  /// - Throws: `DataError` for a file that is missing, damaged, empty or of another format, a label
  ///   outside of 0 ..< `classCount`, and counts that differ.
  public init(idxImages images: String, labels: String, classCount: Int) throws(DataError) {
    let labelFile = try IDXFile(path: labels, rank: 1)
    let imageFile = try IDXFile(path: images, rank: 3)
    let count = imageFile.dimensions[0]
    guard count == labelFile.dimensions[0] else {
      throw .countMismatch(
        imageFile: images, imageCount: count,
        labelFile: labels, labelCount: labelFile.dimensions[0])
    }
    let classes = try labelFile.bytes()
    if let record = classes.firstIndex(where: { $0 >= classCount }) {
      throw .labelOutOfRange(
        file: labels, record: record, label: Int(classes[record]), classCount: classCount)
    }
    self.init(
      pixels: try imageFile.bytes(), labels: classes.map(Int.init),
      imageShape: ImageShape(
        channels: 1, height: imageFile.dimensions[1], width: imageFile.dimensions[2]),
      classCount: classCount)
  }
}
