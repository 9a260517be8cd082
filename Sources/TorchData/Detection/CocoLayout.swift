extension CocoImages {
  /// The two parts of a data set in a folder that is laid out as COCO's.
  ///
  /// `annotations/instances_train2017.json` and `annotations/instances_val2017.json`, with the images in
  /// `train2017/` and `val2017/`; or the same without the year.
  ///
  /// - Parameters:
  ///   - split: Which part; `val2017` is for testing.
  ///   - folder: The folder.
  ///   - masks: Whether masks are read.
  ///   - skipsCorrupt: Whether annotations that are wrong are left out.
  /// - Throws: `DataError` for files that are missing or wrong.
  public init(
    _ split: DatasetSplit, in folder: String, masks: Bool, skipsCorrupt: Bool = false
  ) throws(DataError) {
    let file = try Self.annotations(of: split, in: folder)
    let part = file.hasSuffix("2017.json") ? "\(split.part)2017" : split.part
    try self.init(
      annotations: file, images: existing([part], in: folder), masks: masks,
      skipsCorrupt: skipsCorrupt)
  }

  /// The file with the annotations of a part.
  ///
  /// - Throws: `DataError.missingFolder` or `DataError.missingFile`.
  public static func annotations(
    of split: DatasetSplit, in folder: String
  ) throws(DataError) -> String {
    try existing(
      ["\(split.part)2017", split.part].map { "annotations/instances_\($0).json" }, in: folder)
  }
}

extension DatasetSplit {
  fileprivate var part: String { self == .training ? "train" : "val" }
}
