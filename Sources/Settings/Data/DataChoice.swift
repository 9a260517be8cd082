/// A data set, where it lies, and the classes that are told apart.
public struct DataChoice: Codable, Hashable, Sendable {
  /// The data set.
  public var dataset: DatasetName
  /// The folder of the data set, as an absolute path.
  public var folder: String
  /// The number of the network's outputs, from 2 and at least the classes in the data.
  public var classes: Int
  /// The classes that are used, or `nil` for all.
  public var classSubset: ClassSubset?
  /// What the classes are; `nil` where the data set has no choice.
  public var labels: AircraftLabels?

  /// A data set in a folder.
  ///
  /// - Parameters:
  ///   - dataset: The data set.
  ///   - folder: Where it lies.
  ///   - classes: The number of outputs; `nil` for the number of classes in use, which must be known.
  ///   - classSubset: The classes that are used, or `nil` for all.
  ///   - labels: What the classes are; `nil` for the usual.
  public init(
    _ dataset: DatasetName, folder: String, classes: Int? = nil, classSubset: ClassSubset? = nil,
    labels: AircraftLabels? = nil
  ) {
    (self.dataset, self.folder, self.classSubset) = (dataset, folder, classSubset)
    self.labels = labels ?? (dataset.ownOptions.contains(.labels) ? .variant : nil)
    self.classes = classes ?? classSubset?.count ?? dataset.classes(by: labels) ?? 2
  }

  /// Checks that there are outputs for the classes in use, where those are known before data are read.
  package func check() throws(OptionsError) {
    let known = dataset.classes(by: labels)
    if let classSubset {
      if let known, let last = classSubset.classes.last, last >= known {
        throw .outOfRange(
          .classSubset, expected: "within the classes 0-\(known - 1) of \(dataset.rawValue)",
          found: "\(classSubset)")
      }
      if classSubset.count < 2 {
        throw .outOfRange(.classSubset, expected: "at least 2 classes", found: "\(classSubset)")
      }
    }
    try OptionName.classes.check(classes)
    let needed = classSubset?.count ?? known ?? 2
    if classes < needed {
      throw .outOfRange(
        .classes, expected: "at least \(needed), the number of classes in the data",
        found: "\(classes)")
    }
  }
}

extension DataChoice: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.dataset, \.dataset), .init(.data, \.folder), .init(.classes, \.classes),
    .init(.classSubset, \.classSubset), .init(.labels, \.labels),
  ]
}

extension OptionName {
  package static let dataset = OptionName(
    "dataset", .choice(of: DatasetName.self), effect: [.results, .time],
    help: "The images; 'centralize datasets' describes them.")
  package static let data = OptionName(
    "data", .text, valueName: "dir", effect: [.results, .place],
    annulledBy: .otherValue(of: "dataset"),
    help: """
      The folder that holds the data set. (default for fashion-mnist: the environment variable \
      FASHION_MNIST_DIR, or the folder of Debian's package dataset-fashion-mnist)
      """)
  package static let classes = OptionName(
    "classes", .wholeNumber(2...Limits.classes), valueName: "n",
    help: """
      The number of the network's outputs, one for each class: at least the classes in the data. Weights \
      with another number are refused, but where a training starts from them its classifier is made anew. \
      (default: the classes in the data, without data those of the weights; of detectors, the labels and \
      the background)
      """)
  package static let classSubset = OptionName(
    "class-subset", .list(ClassSubset.self), valueName: "classes", effect: [.results, .time],
    help: "Use only these classes, such as 0-4 or 0,2,5-7; the smallest becomes label 0.")
  package static let labels = OptionName(
    "labels", .choice(of: AircraftLabels.self), valueName: "name",
    help: """
      fgvc-aircraft: what the classes are: variant, family or manufacturer. (default: variant)
      """)
}

extension DatasetName {
  package var ownOptions: [OptionName] {
    if findsObjects { return self == .coco ? [.skipCorrupt] : [] }
    return (self == .aircraft ? [.labels] : []) + (hasFixedSize ? [] : [.exif, .skipCorrupt])
  }

  /// Checks that a network and the data set are for one task.
  package func check(for network: NetworkChoice) throws(OptionsError) {
    if findsObjects == network.model.findsObjects { return }
    let fitting = Self.allCases.filter { $0.findsObjects == network.model.findsObjects }
    throw .outOfRange(
      .dataset,
      expected: "one of \(fitting.map(\.rawValue).joined(separator: ", ")) for the model "
        + network.model.rawValue, found: rawValue)
  }

  /// Checks that no option is given that only other data sets have.
  package func checkOwn(_ options: OptionMap) throws(OptionsError) {
    let own: [OptionName] = [.labels, .exif, .skipCorrupt]
    if let foreign = own.first(where: { options[$0] != nil && !ownOptions.contains($0) }) {
      throw .notOfDataset(foreign, self)
    }
  }
}
