import TestSupport
import Testing
import Torch

@testable import TorchTraining

/// A checkpoint that is not what was written is no checkpoint, whatever has changed in it.
struct CheckpointDigestTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("last.safetensors") }
  private let bytes: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    let trainer = trainer(LinearClassifier())
    try trainer.run(1)
    try Checkpoint.write(
      trainer,
      Checkpoint.Header(
        configuration: try configuration(), position: trainer.position, metricsBytes: 0,
        isFinished: false), to: folder.file("last.safetensors"))
    bytes = try folder.read("last.safetensors")
  }

  private func read() throws {
    _ = try Checkpoint.read(path, into: trainer(LinearClassifier()), model: "linear")
  }

  @Test func aTornTailAndASingleBitAreFound() throws {
    try read()
    let tail = bytes.dropLast(64) + [UInt8](repeating: 0xFF, count: 64)
    var flipped = bytes
    flipped[bytes.count - 3] ^= 1
    for damaged in [Array(tail), flipped] {
      try folder.write(damaged, to: "last.safetensors")
      let error = #expect(throws: TrainingError.self) { try read() }
      #expect(error?.description.hasPrefix("\(path): its SHA-256 is not the one") == true)
    }
    #expect(throws: TrainingError.self) {
      try WeightsFile.load(path, into: LinearClassifier(), model: "linear")
    }
  }

  /// Also where the damage hides the digest itself, or is in the record.
  @Test func aChangedHeaderIsFound() throws {
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    for (old, new) in [
      ("\"sha256\"", "\"sha257\""), ("\\\"metricsBytes\\\":0", "\\\"metricsBytes\\\":1"),
    ] {
      let place = try #require(text.firstRange(of: old), "\(old)").lowerBound
      var damaged = bytes
      let start = text.distance(from: text.startIndex, to: place)
      damaged.replaceSubrange(start..<start + old.utf8.count, with: Array(new.utf8))
      try folder.write(damaged, to: "last.safetensors")
      let error = #expect(throws: TrainingError.self) { try read() }
      #expect(error?.description.contains("SHA-256") == true, "\(old)")
    }
  }

  @Test func oneFromBeforeThereWereDigestsIsRead() throws {
    let file = try SafetensorsFile(path)
    let tensors = file.names.compactMap { name in file[name].map { (name, $0.clone()) } }
    let metadata = file.metadata.filter { $0.key != CheckpointDigest.key }
    #expect(metadata.count == 2)
    try SafetensorsFile.write(tensors, metadata: metadata, to: path)
    try read()
  }
}
