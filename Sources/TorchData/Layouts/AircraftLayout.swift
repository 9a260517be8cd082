/// FGVC Aircraft: text files that name an image and its class, in `fgvc-aircraft-2013b/data`.
///
/// `images_variant_trainval.txt` to learn from, `images_variant_test.txt` to test with, the classes in the
/// order of `variants.txt`; the same with `family` and `manufacturer`. The lowest 20 rows of each image
/// are a banner with the name of the photographer. The data set's makers ask to remove it; it is left
/// here, as in torchvision.
///
/// Source: Maji, Kannala, Rahtu, Blaschko and Vedaldi, "Fine-Grained Visual Classification of Aircraft",
/// 2013, https://arxiv.org/abs/1306.5151.
struct AircraftLayout: DatasetLayout {
  let level: AircraftLabels

  private static let places = ["fgvc-aircraft-2013b/data", "data"]

  func files(of split: DatasetSplit, in folder: String) throws(DataError) -> [String] {
    let data = try existing(Self.places, in: folder)
    let part = split == .training ? "trainval" : "test"
    return [
      try existing(["images_\(level.rawValue)_\(part).txt"], in: data),
      try existing([level.listName], in: data),
    ]
  }

  func images(
    of split: DatasetSplit, in folder: String, classNames: [String]
  ) throws(DataError) -> any ImageDataset {
    let files = try files(of: split, in: folder)
    let (list, names) = (try ListFile(files[0]), try ListFile(files[1]))
    var labels: [String: Int] = [:]
    for line in names.lines where labels.updateValue(labels.count, forKey: line.text) != nil {
      throw line.wrong(expected: "another class than before")
    }
    guard labels.count <= level.classes else {
      throw .tooManyClasses(
        folder: names.path, expected: level.classes, found: labels.count)
    }
    let place = try existing(Self.places.map { $0 + "/images" }, in: folder)
    var images = ListedImages(in: place, of: list.path)
    for line in list.lines {
      let (name, label) = try line.pair("the number of an image and its class")
      guard let label = labels[label] else {
        throw line.wrong(expected: "a class of \(names.path)")
      }
      images.append(try line.path(name) + ".jpg", label)
    }
    return try images.checked(classNames: names.lines.map(\.text))
  }
}

extension AircraftLabels {
  var listName: String {
    switch self {
    case .variant: "variants.txt"
    case .family: "families.txt"
    case .manufacturer: "manufacturers.txt"
    }
  }
}
