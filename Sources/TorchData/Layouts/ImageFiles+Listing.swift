extension ImageFiles {
  /// The JPEG and PNG files in `folder` and in the folders below it, sorted by path, of one class
  /// without a name.
  ///
  /// - Throws: `DataError` for a folder that cannot be read or holds no image.
  public init(below folder: String) throws(DataError) {
    let images = try FolderListing.images(below: folder)
    guard !images.paths.isEmpty else {
      throw .emptyClass(folder: folder, passedOver: images.passedOver)
    }
    self.init(
      paths: images.paths.map { "\(folder)/\($0)" }, labels: images.paths.map { _ in 0 },
      classNames: [""], passedOver: images.passedOver)
  }
}
