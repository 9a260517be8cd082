import Foundation
import TorchDistributed
import TorchNN

/// What the first process has found in the folder of a run, given to all others.
private struct SharedStart: Codable {
  var hasCheckpoint: Bool
  var isFinished: Bool
}

extension TrainingLoop {
  /// Gives the state of this process, the first, to the others.
  ///
  /// - Parameters:
  ///   - checkpoint: the file that it was read from; `nil` at the start of a run.
  ///   - isFinished: whether there is nothing left to do.
  /// - Throws: a `DistributedError`, or an error of the file.
  func sendState(checkpoint: String?, _ isFinished: Bool) throws {
    guard group.size > 1 else { return }
    let start = SharedStart(hasCheckpoint: checkpoint != nil, isFinished: isFinished)
    _ = try group.broadcast(try JSONEncoder().encode(start))
    if let checkpoint {
      _ = try group.broadcast(try Data(contentsOf: URL(fileURLWithPath: checkpoint)))
    } else {
      try shareWeights()
    }
    try meet()
  }

  /// Takes the state of the first process, and says whether there is nothing left to do.
  func receiveState() throws -> Bool {
    let start = try JSONDecoder().decode(
      SharedStart.self, from: try group.broadcast(Data()))
    if start.hasCheckpoint { try receiveCheckpoint() } else { try shareWeights() }
    try meet()
    return start.isFinished
  }

  /// Waits for all processes, so that one that could not take the state is heard of here, and not waited for.
  private func meet() throws { _ = try group.any([false]) }

  private func receiveCheckpoint() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "centralize-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try group.broadcast(Data()).write(to: file)
    _ = try Checkpoint.read(
      file.path, into: trainer, model: configuration.modelName)
  }

  /// Equal seeds make equal weights only on processors that are alike.
  private func shareWeights() throws {
    for entry in trainer.model.stateDict { try group.broadcast(entry.tensor) }
  }
}
