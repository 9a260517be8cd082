import CentralizeOptions
import Files
import Foundation
import Torch
import TorchNN
import TorchOptimizers

/// Everything that a run needs to go on bit for bit: one safetensors file.
///
/// The weights stand under their state-dict keys; the optimizer's memory as `optimizer/…`, and what a
/// monitor compares with as `monitor/…`, the mean of the weights as `ema/…`: a key of a model has no slash. What is not a tensor lies in the
/// metadata. What dropout draws follows from the seed and the step: see `StepRandomness`.
struct Checkpoint {
  /// The newest format that this version reads and writes.
  static let formatVersion = 2
  private static let optimizerPrefix = "optimizer/"
  /// The generators of dropout in format 1, which drew one mask after the other.
  private static let generatorPrefix = "generator/"
  /// The newest version that goes on with those.
  private static let lastWithGenerators = "0.2.0"
  private static let monitorPrefix = "monitor/"
  private static let averagePrefix = "ema/"
  private static let recordKey = "run"

  /// What is not a tensor.
  struct Header: Codable, Equatable {
    var configuration: RunConfiguration
    var position: TrainingPosition
    var metricsBytes: Int
    var isFinished: Bool
  }

  /// Writes the state of `trainer` and of a monitor to `path`, whole or not at all.
  static func write(
    _ trainer: Trainer, _ header: Header, monitor: CentralizationMonitor? = nil,
    origin: WeightsOrigin = WeightsOrigin(), to path: String
  ) throws {
    try checkIsFinite(trainer, monitor)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(header), as: UTF8.self)
    let tensors = tensors(of: trainer, monitor)
    var metadata = origin.metadata.merging(
      [JSONFile.formatVersionKey: "\(formatVersion)", recordKey: text]
    ) { $1 }
    metadata[CheckpointDigest.key] = CheckpointDigest.of(tensors, metadata)
    try SafetensorsFile.write(tensors, metadata: metadata, to: path)
  }

  /// Throws `TrainingError.weightsNotFinite` where a checkpoint would hold what no run can go on with.
  static func checkIsFinite(_ trainer: Trainer, _ monitor: CentralizationMonitor? = nil) throws {
    let isFinite = { (tensor: Tensor) in !tensor.dtype.isFloatingPoint || tensor.isFinite }
    if let bad = withoutGrad({ tensors(of: trainer, monitor).first { !isFinite($0.tensor) } }) {
      throw TrainingError.weightsNotFinite(step: trainer.position.step, name: bad.name)
    }
  }

  private static func tensors(
    of trainer: Trainer, _ monitor: CentralizationMonitor?
  ) -> [(name: String, tensor: Tensor)] {
    trainer.model.stateDict
      + trainer.optimizer.state.map { (optimizerPrefix + $0.name, $0.tensor) }
      + (monitor?.state ?? []).map { (monitorPrefix + $0.name, $0.tensor) }
      + (trainer.average?.state ?? []).map { (averagePrefix + $0.name, $0.tensor) }
  }

  /// Reads the file at `path` and puts its state into `trainer` and a monitor.
  static func read(
    _ path: String, into trainer: Trainer, monitor: CentralizationMonitor? = nil, model: String
  ) throws -> Header {
    let file = try SafetensorsFile(path)
    try checkFormat(of: file.metadata, path)
    guard let text = file.metadata[recordKey] else {
      throw TrainingError.damaged(
        file: path, reason: "expected a checkpoint of a run, found a file of tensors alone")
    }
    let tensors = file.tensors
    if tensors.keys.contains(where: { $0.hasPrefix(generatorPrefix) }) {
      throw TrainingError.drawsOtherwise(file: path, version: lastWithGenerators)
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(text.utf8)),
      header.position.isPossible(stepsPerEpoch: trainer.stepsPerEpoch, from: trainer.position),
      header.metricsBytes >= 0
    else {
      throw TrainingError.damaged(
        file: path, reason: "expected the record of a run in its metadata, found something else")
    }
    if let error = file.unsupported.sorted(by: { $0.key < $1.key }).first?.value { throw error }
    try load(
      tensors.filter { !isBesideWeights($0.key) }, into: trainer.model, file: path, model: model)
    do { try trainer.optimizer.restore(part(optimizerPrefix, of: tensors)) } catch {
      throw TrainingError.mismatch(file: path, model: model, reason: "\(error)")
    }
    do { try trainer.average?.restore(part(averagePrefix, of: tensors)) } catch {
      throw TrainingError.mismatch(
        file: path, model: model, reason: "mean of the weights: \(error)")
    }
    if let missing = monitor?.restore(part(monitorPrefix, of: tensors)) {
      throw TrainingError.damaged(
        file: path, reason: "expected the monitor's first sums of \(missing), found none that fit")
    }
    // Of a file that does not fit, what does not fit says more.
    try CheckpointDigest.check(tensors, file.metadata, of: path)
    trainer.position = header.position
    return header
  }

  /// Refuses a checkpoint of a newer version; a file without a version is one of weights.
  static func checkFormat(of metadata: [String: String], _ path: String) throws(FormatError) {
    let found = metadata[JSONFile.formatVersionKey].flatMap { Int($0) }
    try FormatError.check(found, known: formatVersion, of: path)
  }

  /// Whether a key is that of something else than a model's weights and buffers.
  static func isBesideWeights(_ key: String) -> Bool {
    key.utf8.contains(UInt8(ascii: "/"))
  }

  private static func part(_ prefix: String, of tensors: [String: Tensor]) -> [String: Tensor] {
    tensors.reduce(into: [:]) { part, entry in
      if entry.key.hasPrefix(prefix) {
        part[String(entry.key.dropFirst(prefix.count))] = entry.value
      }
    }
  }
}

/// Overwrites the weights of `network` with `tensors`; all or nothing.
///
/// - Throws: `TrainingError.mismatch`, and unless the reading allows it,
///   `TrainingError.weightsInFileNotFinite` for the first tensor with elements that the network's type of
///   number has no finite number for.
func load(
  _ tensors: [String: Tensor], into network: any Module, file: String, model: String,
  _ reading: WeightsReading = WeightsReading(), told report: WeightsReport? = nil
) throws {
  do {
    try network.check(stateDict: tensors)
    let bad = network.stateDict.first { own in
      guard !reading.allowsNonFinite, let source = tensors[own.name], source.dtype.isFloatingPoint
      else { return false }
      let dtype = own.tensor.dtype.isFloatingPoint ? own.tensor.dtype : source.dtype
      return withoutGrad { !source.to(dtype).isFinite }
    }
    if let bad { throw TrainingError.weightsInFileNotFinite(file: file, name: bad.name) }
    try network.load(stateDict: tensors)
  } catch let error as StateDictMismatch {
    let changes = report?.changes ?? ""
    throw TrainingError.mismatch(
      file: file, model: model, reason: "\(error)" + (changes.isEmpty ? "" : "; \(changes)"))
  }
}
