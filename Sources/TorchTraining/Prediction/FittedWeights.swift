import CentralizeOptions
import Torch
import TorchDetection
import TorchNN
import TorchVision

/// A file of weights with the network that it is for.
struct FittedWeights<Network> {
  let tensors: [String: Tensor]
  /// What of the file was not taken as it stands.
  let report: WeightsReport
  let origin: WeightsOrigin
  let network: Network

  /// The size that a network can have; `nil` for one that a damaged file may claim.
  private static func size(_ dim: Int, of tensor: Tensor?, upTo limit: Int) -> Int? {
    guard let tensor, tensor.rank > 1, (1...limit).contains(tensor.size(dim)) else { return nil }
    return tensor.size(dim)
  }
}

extension FittedWeights where Network == any ImageClassifier {
  /// Reads the file at `path`, and makes the classifier with the channels and classes of the file, unless
  /// they are given.
  init(
    _ path: String, _ reading: WeightsReading, _ choice: NetworkChoice, channels: Int?,
    classes: Int?
  ) throws {
    let model = choice.model
    let natural = choice.makeNetwork(
      channels: model.naturalChannels, classes: model.naturalClasses, using: .shapesOnly)
    let read = try WeightsFile.read(path, reading, for: natural)
    (tensors, report, origin) = read
    let first = natural.firstWeight.flatMap { read.tensors[$0.name] }
    let last = tensors[natural.classifierPrefix + "weight"]
    network = choice.makeNetwork(
      channels: channels ?? Self.size(1, of: first, upTo: Limits.channels)
        ?? model.naturalChannels,
      classes: classes ?? Self.size(0, of: last, upTo: Limits.classes)
        ?? model.naturalClasses, using: Generator(seed: 0))
  }
}

extension FittedWeights where Network == DetectionNetwork {
  /// Reads the file at `path`, and makes the detector with the outputs of the file, unless they are given.
  init(
    _ path: String, _ reading: WeightsReading, _ choice: NetworkChoice, outputs: Int?
  ) throws {
    let detector = choice.knownDetector
    let natural = choice.makeDetector(detector, outputs: 2, using: .shapesOnly)
    let read = try WeightsFile.read(path, reading, for: natural)
    (tensors, report, origin) = read
    let found = Self.size(
      0, of: read.tensors["roi_heads.box_predictor.cls_score.weight"], upTo: Limits.classes)
    network = choice.makeDetector(
      detector, outputs: outputs ?? max(found ?? 2, 2), using: Generator(seed: 0))
  }
}

extension Module {
  var firstWeight: Named<Parameter>? { namedParameters.first { $0.value.fanIn != nil } }
}
