import Files
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// Files that are no checkpoint of the run that reads them.
struct UnfitCheckpointTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("last.safetensors") }

  init() throws { folder = try TemporaryFolder() }

  private func read() throws {
    _ = try Checkpoint.read(path, into: trainer(LinearClassifier()), model: "linear")
  }

  /// Writes the checkpoint of a run of one step, changed.
  private func write(
    position: TrainingPosition = TrainingPosition(),
    _ change: (inout [(name: String, tensor: Tensor)], inout [String: String]) -> Void
  ) throws {
    let trainer = trainer(LinearClassifier())
    try trainer.run(1)
    let header = Checkpoint.Header(
      configuration: try configuration(), position: position, metricsBytes: 0, isFinished: false)
    try Checkpoint.write(trainer, header, to: path)
    let file = try SafetensorsFile(path)
    var tensors = file.names.compactMap { name in
      file[name].map { (name: name, tensor: $0.clone()) }
    }
    var metadata = file.metadata
    change(&tensors, &metadata)
    try SafetensorsFile.write(tensors, metadata: metadata, to: path)
  }

  @Test func anUnchangedOneIsRead() throws {
    try write { _, _ in }
    try read()
  }

  @Test(arguments: [
    (-1, 0, 0), (0, -1, 0), (0, 7, 7), (0, 0, -1), (5, 0, 4), (.max, 0, .max), (0, 0, .max),
  ])
  func withAnImpossiblePosition(_ epoch: Int, stepInEpoch: Int, step: Int) throws {
    var position = TrainingPosition()
    (position.epoch, position.stepInEpoch, position.step) = (epoch, stepInEpoch, step)
    try write(position: position) { _, _ in }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.contains("expected the record of a run") == true)
  }

  @Test func ofAnImpossibleCountOfSteps() throws {
    try write { tensors, _ in
      for index in tensors.indices where tensors[index].name.hasPrefix("optimizer/steps/") {
        tensors[index].tensor = Tensor(Int64.max)
      }
    }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.contains("steps/") == true, "\(String(describing: error))")
  }

  @Test func ofANewerVersion() throws {
    try write { $1["formatVersion"] = "3" }
    #expect(throws: FormatError.newer(file: path, found: 3, known: 2)) { try read() }
    #expect(throws: FormatError.newer(file: path, found: 3, known: 2)) {
      try WeightsFile.load(path, into: LinearClassifier(), model: "linear")
    }
  }

  @Test func ofTensorsAlone() throws {
    try write { $1 = [:] }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.contains("found a file of tensors alone") == true)
  }

  @Test func withAnotherRecord() throws {
    try write { $1["run"] = "{}" }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.contains("expected the record of a run") == true)
  }

  @Test func ofAnotherModel() throws {
    try write { tensors, _ in
      tensors.removeAll { $0.name == "fc.bias" }
      tensors.append(("fc2.bias", .zeros([3])))
    }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(
      error?.description
        == "\(path) does not fit the model linear: 1 keys missing (fc.bias); "
        + "1 keys unexpected (fc2.bias)")
  }

  @Test func ofAModelOfAnotherShape() throws {
    try write { tensors, _ in
      tensors.removeAll { $0.name == "fc.bias" }
      tensors.append(("fc.bias", .zeros([3])))
    }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(
      error?.description.hasSuffix("1 of another shape (fc.bias: expected [10], found [3])")
        == true)
  }

  /// Numbers of another kind in the optimizer's memory.
  @Test func withMemoryThatIsNone() throws {
    try write { tensors, _ in
      tensors = tensors.map {
        ($0.name, $0.name.contains("velocity") ? $0.tensor.to(.int8) : $0.tensor)
      }
    }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.contains("momentum.velocity/fc.bias") == true)
  }

  @Test func ofAnotherOptimizer() throws {
    try write { tensors, _ in tensors.append(("optimizer/adam.mean/fc2.bias", .zeros([3]))) }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error?.description.hasPrefix(path) == true)
    #expect(error?.description.contains("adam.mean/fc2.bias of shape [3]") == true)
  }

  /// Of a run whose dropout drew one mask after the other, as its generator's state says.
  @Test func ofAVersionThatDrewOtherwise() throws {
    try write { tensors, metadata in
      metadata["formatVersion"] = "1"
      tensors.append(("generator/dropout.generator", .zeros([5056], dtype: .uint8)))
    }
    let error = #expect(throws: TrainingError.self) { try read() }
    #expect(error == .drawsOtherwise(file: path, version: "0.2.0"))
    #expect(error?.description.contains("version 0.2.0 can finish it") == true)
  }

  /// One of format 1 without dropout goes on.
  @Test func ofAnOlderVersionThatDrewNothing() throws {
    try write { _, metadata in
      metadata["formatVersion"] = "1"
      metadata[CheckpointDigest.key] = nil
    }
    try read()
  }
}
