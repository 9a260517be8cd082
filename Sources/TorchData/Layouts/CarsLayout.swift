/// Stanford Cars: `cars_train`, `cars_test` and `devkit`, in the folder or in `stanford_cars`.
///
/// The structures `annotations` of `devkit/cars_train_annos.mat` and `cars_test_annos_withlabels.mat` (in
/// `devkit` or beside it) hold the name of each image and its class from 1 on; `class_names` of
/// `devkit/cars_meta.mat` names the classes.
///
/// Source: Krause, Stark, Deng and Fei-Fei, "3D Object Representations for Fine-Grained Categorization",
/// 3dRR-13 at ICCV 2013, https://doi.org/10.1109/ICCVW.2013.77.
struct CarsLayout: DatasetLayout {
  static let mostClasses = 196

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    let root = try root(of: folder)
    let test = "cars_test_annos_withlabels.mat"
    let names = split == .training ? ["devkit/cars_train_annos.mat"] : ["devkit/\(test)", test]
    return [try existing(names, in: root), try existing(["devkit/cars_meta.mat"], in: root)]
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let files = try files(of: split, in: folder)
    let names = try MATReader().columns(["class_names"], of: files[1])[0].texts()
    guard (1...Self.mostClasses).contains(names.count) else {
      throw .tooManyClasses(folder: files[1], expected: Self.mostClasses, found: names.count)
    }
    let columns = try MATReader().columns(["annotations/fname", "annotations/class"], of: files[0])
    let place = try existing(
      [split == .training ? "cars_train" : "cars_test"], in: root(of: folder))
    return try columns[0].images(
      classes: columns[1], from: 1, in: place, classNames: names)
  }

  private func root(of folder: String) throws(DataError) -> String {
    let nested = "stanford_cars"
    return try existing(["devkit", nested], in: folder).hasSuffix(nested)
      ? existing([nested], in: folder) : existing([""], in: folder)
  }
}

extension MATColumn {
  /// The images that this column names.
  ///
  /// - Parameters:
  ///   - classes: A number for each, of `first` ... `first + classNames.count - 1`.
  ///   - first: The number of the first class.
  ///   - folder: Where the names start.
  ///   - classNames: The name of each class.
  /// - Returns: The images, each seen to be there.
  /// - Throws: `DataError` for a class or a path that cannot be, and for a missing image.
  func images(
    classes: MATColumn, from first: Int, in folder: String, classNames: [String]
  ) throws(DataError) -> ImageFiles {
    let (names, numbers) = (try texts(), try classes.numbers())
    guard names.count == numbers.count else {
      throw .countMismatch(
        imageFile: file, imageCount: names.count, labelFile: file, labelCount: numbers.count)
    }
    var images = ListedImages(in: folder, of: file)
    for (index, name) in names.enumerated() {
      let label = numbers[index] &- first
      guard classNames.indices.contains(label) else {
        throw .corruptMAT(
          file: file,
          reason: "image \(index + 1) has the class \(numbers[index]), of "
            + "\(first) to \(first + classNames.count - 1)")
      }
      guard staysBelow(name) else {
        throw .corruptMAT(
          file: file, reason: "image \(index + 1), '\(name)', lies outside of the folder")
      }
      images.append(name, label)
    }
    return try images.checked(classNames: classNames)
  }
}
