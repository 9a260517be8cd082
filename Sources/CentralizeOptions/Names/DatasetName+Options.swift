extension DatasetName {
  /// The options that only some data sets have, and this one has.
  public var ownOptions: [OptionName] {
    (self == .aircraft ? [.labels] : []) + (hasFixedSize ? [] : [.exif, .skipCorrupt])
  }
}
