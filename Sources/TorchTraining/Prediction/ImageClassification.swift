import EngineProtocol
import CentralizeOptions
import Files
import Torch
import TorchData
import TorchNN

/// The most likely class of each of some image files, and how likely it is.
struct ImageClassification {
  private var rows: [(file: String, label: Int, probability: Double)] = []
  private let skipped: [DataError]

  /// Classifies the images in the folder of `images`.
  ///
  /// - Throws: `TrainingError.badInput` for a network that sees no colors, or a `DataError`.
  init(
    of images: ImageFolderRequest, by network: any Layer, _ request: PredictRequest,
    _ note: (String) -> Void
  ) throws {
    let channels = network.firstWeight?.value.size(1) ?? 0
    guard channels == 3 else {
      throw TrainingError.badInput(
        file: images.folder, expected: "a network of 3 channels for image files",
        found: "one of \(channels) in \(request.weights)")
    }
    let files = try ImageFiles(below: images.folder)
    files.passedOverNote(in: images.folder).map(note)
    let pipeline = images.dataset.published().evaluationPipeline(
      images.reading, dtype: request.machine.dtype)
    let loader = DataLoader(
      files, batchSize: request.batchSize, pipeline: pipeline, shuffle: false, dropLast: false,
      workers: request.machine.workers, skipsCorrupt: images.reading.skipCorrupt ?? false)
    let batches = loader.batches(epoch: 0)
    while let batch = try batches.next() {
      let likely = withoutGrad { network(batch.images).softmax(1).array(of: Double.self) }
      let classes = likely.count / batch.count
      for (place, index) in batch.indices.enumerated() {
        let own = likely[place * classes..<(place + 1) * classes]
        guard let best = own.indices.max(by: { own[$0] < own[$1] }) else { continue }
        // By bytes: a slash may be one character with what follows it.
        let path = files.paths[index].utf8.dropFirst(images.folder.utf8.count + 1)
        let file = String(decoding: path, as: UTF8.self)
        rows.append((file, best - own.startIndex, own[best]))
      }
    }
    skipped = loader.skipped
  }

  /// Writes the CSV of file, class and probability to `path`, whole or not at all; returns why images were
  /// left out.
  ///
  /// Source of the format: RFC 4180, https://www.rfc-editor.org/rfc/rfc4180.
  func write(to path: String) throws -> [DataError] {
    let lines = rows.map { "\(Self.field($0.file)),\($0.label),\($0.probability)\r\n" }
    try AtomicFile.write("file,class,probability\r\n" + lines.joined(), to: path)
    return skipped
  }

  /// A text as a field, in quotes where it needs them; looked at byte by byte, as its readers do.
  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: Set(",\"\r\n".utf8).contains) else { return text }
    let quoted = text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
    return "\"" + String(decoding: quoted, as: UTF8.self) + "\""
  }
}
