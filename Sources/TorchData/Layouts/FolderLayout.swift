/// Any folder of class folders: `train/<class>/…` to learn from, `val/<class>/…` or `test/<class>/…`.
///
/// Each class folder holds JPEG or PNG files, in folders of its own if it likes. The classes are sorted by
/// the bytes of their names.
struct FolderLayout: DatasetLayout {
  func files(of split: DatasetSplit, in folder: String) -> [String] { [] }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let folder = try existing([""], in: folder)
    let training = try ClassFolders(existing(["train"], in: folder))
    if split == .training { return try training.images() }
    let test = try ClassFolders(existing(["val", "test"], in: folder))
    try training.checkClasses(equal: test)
    return try test.images()
  }
}
