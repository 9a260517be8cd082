import EngineProtocol
import CentralizeOptions
import Files
import Torch
import TorchData
import TorchNN

/// The likeliest classes of each of some image files, and how likely they are.
struct ImageClassification {
  private var rows: [(file: String, label: Int, probability: Double)] = []
  private let classNames: [String]
  private let skipped: [DataError]

  /// Classifies the images of `request`.
  ///
  /// - Throws: `TrainingError.badInput` for a network that sees neither gray nor colors, or other channels
  ///   than the images that it is said to be trained on, or a `DataError`.
  init(
    of images: ImageFilesRequest, by network: any Layer, _ origin: WeightsOrigin,
    _ request: PredictRequest, _ note: (String) -> Void
  ) throws {
    let channels = network.firstWeight?.value.size(1) ?? 0
    let dataset = images.dataset ?? origin.dataset ?? (channels == 1 ? .fashionMNIST : .imageNet)
    guard channels == dataset.channels else {
      throw TrainingError.badInput(
        file: request.weights,
        expected: "a network of \(dataset.channels) channels for images like those of "
          + dataset.rawValue + " (--dataset)", found: "one of \(channels)")
    }
    let reading = images.reading.sized(as: dataset)
    try request.network.check(reading, of: dataset)
    let listed = try ListedImageFiles(images.paths, note)
    let published = dataset.published()
    let loader = DataLoader(
      listed.files(channels: channels), batchSize: request.batchSize,
      pipeline: published.evaluationPipeline(
        reading, dtype: request.machine.dtype),
      shuffle: false, dropLast: false, workers: request.machine.workers,
      skipsCorrupt: images.reading.skipCorrupt ?? false)
    classNames = origin.classNames
    let batches = loader.batches(epoch: 0)
    while let batch = try batches.next() {
      let likely = withoutGrad { network(batch.images).softmax(1).array(of: Double.self) }
      let classes = likely.count / batch.count
      for (place, index) in batch.indices.enumerated() {
        let own = Array(likely[place * classes..<(place + 1) * classes])
        for label in Self.likeliest(images.top, of: own) {
          rows.append((listed.names[index], label, own[label]))
        }
      }
    }
    skipped = loader.skipped
  }

  /// The labels with the largest probabilities, largest first; of equals the first, and what is no number
  /// last.
  static func likeliest(_ count: Int, of probabilities: [Double]) -> ArraySlice<Int> {
    let order = probabilities.map { $0.isNaN ? -1 : $0 }
    return probabilities.indices.sorted { (-order[$0], $0) < (-order[$1], $1) }.prefix(count)
  }

  /// Writes the CSV of file, class, probability and, where it is known, name to `path`, whole or not at
  /// all; returns why images were left out.
  func write(to path: String) throws -> [DataError] {
    let hasNames = !classNames.isEmpty
    let lines = rows.map { row in
      let name = classNames.indices.contains(row.label) ? classNames[row.label] : ""
      return "\(row.file.csvField),\(row.label),\(row.probability)"
        + (hasNames ? "," + name.csvField : "") + "\r\n"
    }
    try AtomicFile.write(
      "file,class,probability" + (hasNames ? ",name" : "") + "\r\n" + lines.joined(), to: path)
    return skipped
  }
}

/// Image files and the images in folders, in the order in which those were given.
struct ListedImageFiles {
  /// Where the images lie.
  private(set) var paths: [String] = []
  /// What the images are called: of one folder alone their paths from there on, else as they were given.
  private(set) var names: [String] = []

  init(_ given: [String], _ note: (String) -> Void) throws {
    for path in given {
      guard Surroundings.current.kind(path) == .folder else {
        paths.append(path)
        names.append(path)
        continue
      }
      // By bytes: a slash may be one character with what follows it.
      let bytes = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }.reversed()
      let folder = bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
      let found = try ImageFiles(below: folder)
      found.passedOverNote(in: folder).map(note)
      paths += found.paths
      names += found.paths.map { image in
        given.count > 1
          ? image : String(decoding: image.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
      }
    }
  }

  func files(channels: Int) -> ImageFiles {
    ImageFiles(
      paths: paths, labels: paths.map { _ in 0 }, classNames: [""], channels: channels)
  }
}
