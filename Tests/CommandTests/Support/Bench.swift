import EngineProtocol
import Foundation
import TestSupport
import Testing

/// A folder with a small Fashion-MNIST in `data`, where the command runs.
final class Bench: Sendable {
  private let folder: String

  /// A new folder with 96 training and 32 test images.
  init() throws {
    folder = NSTemporaryDirectory() + "command-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/data", withIntermediateDirectories: true)
    try SmallData.fashionMNIST.write(to: folder + "/data")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { folder + "/" + name }

  /// The bytes of the file `name`.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The text of the file `name`.
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The object in the JSON file `name`.
  func json(_ name: String) throws -> [String: Any] { try object(text(name)) }

  /// The lines of the `metrics.jsonl` in `run` that are of this kind.
  func metrics(_ run: String, _ kind: String) throws -> [[String: Any]] {
    try text(run + "/metrics.jsonl").split(separator: "\n").map { try object(String($0)) }
      .filter { $0["kind"] as? String == kind }
  }

  /// Writes `bytes` as the file `name`, and makes the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Whether there is something of this name.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// What was waited for has not come in time.
  struct NeverCame: Error {
    let name: String
  }

  /// Waits until there is something of this name, which a child makes.
  func wait(for name: String) async throws {
    let end = ContinuousClock.now + .seconds(600)
    while !has(name) {
      guard ContinuousClock.now < end else { throw NeverCame(name: name) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Runs the command in the folder.
  func centralize(_ words: String..., interruption: Interruption? = nil) async throws -> Outcome {
    try await Command.run(words, in: folder, interruption: interruption)
  }

  /// What every run here has in common: `resnet8`, the small images, batches of 8, one thread.
  static let common = [
    "--model", "resnet8", "--dataset", "fashion-mnist", "--data", "data", "--batch-size", "8",
    "--threads", "1",
  ]

  /// `centralize train` into `output` with the common options and these.
  func command(
    _ output: String, _ words: [String], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      ["train"] + Self.common + ["--output", output] + words, in: folder,
      interruption: interruption)
  }
}

/// The object that `text` is in JSON.
func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
