extension ImageFiles {
  /// The JPEG and PNG files in `folder` and in the folders below it, sorted by path, of one class
  /// without a name.
  ///
  /// - Throws: `DataError` for a folder that cannot be read or holds no image.
  public init(below folder: String) throws(DataError) {
    let names = try FolderListing.images(below: folder)
    guard !names.isEmpty else { throw .emptyClass(folder: folder) }
    self.init(
      paths: names.map { "\(folder)/\($0)" }, labels: names.map { _ in 0 }, classNames: [""])
  }
}
