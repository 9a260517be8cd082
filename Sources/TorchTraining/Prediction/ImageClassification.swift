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
  init(of images: ImageFolderRequest, by network: any Layer, _ request: PredictRequest) throws {
    let channels = network.firstWeight?.value.size(1) ?? 0
    guard channels == 3 else {
      throw TrainingError.badInput(
        file: images.folder, expected: "a network of 3 channels for image files",
        found: "one of \(channels) in \(request.weights)")
    }
    let files = try ImageFiles(below: images.folder)
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
        let file = String(files.paths[index].dropFirst(images.folder.count + 1))
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
    let lines = rows.map { row in
      let needsQuotes = row.file.contains { ",\"\r\n".contains($0) }
      let file = needsQuotes ? "\"" + row.file.replacing("\"", with: "\"\"") + "\"" : row.file
      return "\(file),\(row.label),\(row.probability)\r\n"
    }
    try AtomicFile.write("file,class,probability\r\n" + lines.joined(), to: path)
    return skipped
  }
}
