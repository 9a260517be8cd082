import Foundation
import Files

/// The file `timings.json` of a run: all that differs between equal runs.
struct RunTimings: Codable {
  static let fileName = "timings.json"

  struct Epoch: Codable {
    var epoch: Int
    var trainingSeconds: Double
    var imagesPerSecond: Double
    var evaluationSeconds: Double
  }

  var formatVersion = 1
  var epochs: [Epoch] = []

  /// The timings of the epochs before `epoch` that the folder holds; none where there is no file.
  init(folder: String, before epoch: Int) throws(TrainingError) {
    let path = folder + "/" + Self.fileName
    guard let data = FileManager.default.contents(atPath: path) else { return }
    try checkFormat(data, of: path, known: formatVersion)
    guard let found = try? JSONDecoder().decode(RunTimings.self, from: data) else { return }
    epochs = found.epochs.filter { $0.epoch < epoch }
  }

  func write(to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    try AtomicFile.write(text + "\n", to: folder + "/" + Self.fileName)
  }
}
