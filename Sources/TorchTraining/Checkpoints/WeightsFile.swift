public import Settings
import Torch
public import TorchNN
import TorchDetection
import TorchVision

/// A file with a model's weights under PyTorch's keys: safetensors, a checkpoint of a run, or what
/// `torch.save` wrote.
public enum WeightsFile {
  /// Overwrites the weights and buffers of `network` with those in the file at `path`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - network: where the weights go; unchanged if this throws.
  ///   - model: the model's name, for messages.
  ///   - reading: which of several state dicts is taken, and whether weights may be no numbers.
  /// - Returns: what of the file was not taken as it stands.
  /// - Throws: `StateDictFileError`, `TrainingError.mismatch` with the keys that do not fit,
  ///   `TrainingError.weightsInFileNotFinite`, or `FormatError.newer`.
  @discardableResult
  public static func load(
    _ path: String, into network: any Module, model: String,
    reading: WeightsReading = WeightsReading()
  ) throws -> WeightsReport {
    let (tensors, report, _) = try read(path, reading, for: network)
    try TorchTraining.load(tensors, into: network, file: path, model: model, reading, told: report)
    return report
  }

  /// Has the training of `network` start from the weights in the file at `path`: as ``load(_:into:model:reading:)``,
  /// but a classifier for another number of classes is left as it is, and of a detector the body takes the weights of a
  /// classifier.
  ///
  /// That is so only for what the network declares as its classifier, and only where nothing but the
  /// number of classes differs. All of the classifier's parameters then keep their initial weights.
  public static func load(
    _ path: String, asStartOf network: any Module, model: String,
    reading: WeightsReading = WeightsReading()
  ) throws -> WeightsReport {
    var (tensors, report, _) = try read(path, reading, for: network)
    if let detector = network as? DetectionNetwork,
      !tensors.keys.contains(where: { $0.hasPrefix("backbone.") })
    {
      return try load(path, asBodyOf: detector, model: model, reading)
    }
    if let classifier = Classifier(of: network), let found = classifier.otherClasses(in: tensors) {
      for (name, own) in classifier.tensors where tensors[name] != nil { tensors[name] = own }
      report.replacedClassifier = .init(
        names: classifier.tensors.map(\.name), classesInFile: found, classes: classifier.classes)
    }
    try TorchTraining.load(tensors, into: network, file: path, model: model, reading, told: report)
    return report
  }

  private static func load(
    _ path: String, asBodyOf detector: DetectionNetwork, model: String, _ reading: WeightsReading
  ) throws -> WeightsReport {
    let body = detector.backbone.body
    var (tensors, report, _) = try read(path, reading, for: body)
    report.isOfBody = true
    try TorchTraining.load(
      detector.bodyTensors(ofClassifier: tensors), into: body, file: path, model: model, reading,
      told: report)
    return report
  }

  /// The state dict in the file at `path`, without what training scripts put around a model.
  static func read(
    _ path: String, _ reading: WeightsReading = WeightsReading(), for network: any Module
  ) throws -> (tensors: [String: Tensor], report: WeightsReport, origin: WeightsOrigin) {
    var file = try StateDictFile(path, entry: reading.entry)
    try Checkpoint.checkFormat(of: file.metadata, path)
    if file.metadata[CheckpointDigest.key] != nil {
      try CheckpointDigest.check(file.tensors, file.metadata, of: path)
    }
    file.remove(where: Checkpoint.isBesideWeights)
    let isRenamed = file.renameAll(withoutDenseNetDots)
    file.removePrefixes(around: Set(network.requiredNames))
    if network is DetectionNetwork { _ = file.renameAll(DetectionNetwork.currentKey) }
    try file.checkTypes()
    return (
      file.tensors, WeightsReport(path, file, isRenamed: isRenamed), WeightsOrigin(file.metadata)
    )
  }

  /// The key that torchvision now gives a tensor of a dense layer: in the files that it publishes,
  /// `norm1` and `conv1` are still `norm.1` and `conv.1`.
  private static func withoutDenseNetDots(_ key: String) -> String {
    guard key.utf8.contains("denselayer".utf8) else { return key }
    return key.replacing(/(denselayer\d+\.(?:norm|conv))\.([12]\.)/) { "\($0.1)\($0.2)" }
  }

  /// Writes the weights and buffers of `network` to `path`, whole or not at all, and what is said of them.
  public static func write(
    _ network: any Module, origin: WeightsOrigin = WeightsOrigin(), to path: String
  ) throws {
    try write(network.stateDict, origin, to: path)
  }

  static func write(
    _ tensors: [(name: String, tensor: Tensor)], _ origin: WeightsOrigin, to path: String
  ) throws {
    try SafetensorsFile.write(
      tensors, metadata: origin.metadata.merging(["format": "pt"]) { $1 }, to: path)
  }
}

/// The last layers of a network, whose sizes are the number of classes or a multiple of it.
private struct Classifier {
  let tensors: [(name: String, tensor: Tensor)]
  let classes: Int

  /// `nil` where the network declares none.
  init?(of network: any Module) {
    let prefixes = Self.prefixes(of: network)
    tensors = network.stateDict.filter { entry in prefixes.contains(where: entry.name.hasPrefix) }
    guard let weight = tensors.first(where: { $0.tensor.rank > 0 }) else { return nil }
    classes = weight.tensor.size(0)
  }

  private static func prefixes(of network: any Module) -> [String] {
    if network is DetectionNetwork {
      return ["roi_heads.box_predictor.", "roi_heads.mask_predictor.mask_fcn_logits."]
    }
    return (network as? any ImageClassifier).map { [$0.classifierPrefix] } ?? []
  }

  /// The number of classes that a file's classifier has, where it differs in nothing else.
  func otherClasses(in file: [String: Tensor]) -> Int? {
    var found: Set<Int> = []
    for (name, own) in tensors {
      guard let tensor = file[name] else { continue }
      guard tensor.rank == own.rank, tensor.shape.dropFirst() == own.shape.dropFirst() else {
        return nil
      }
      guard tensor.rank > 0 else { continue }
      let share = own.size(0) / classes
      guard tensor.size(0).isMultiple(of: share) else { return nil }
      found.insert(tensor.size(0) / share)
    }
    guard found.count == 1, let count = found.first, count != classes else { return nil }
    return count
  }
}
