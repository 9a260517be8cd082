import CentralizeOptions
import Torch
import TorchNN
import TorchVision

/// A file of weights with the network that it is for.
struct FittedWeights {
  /// The tensors of the file, by their keys.
  let tensors: [String: Tensor]
  /// What of the file was not taken as it stands.
  let report: WeightsReport
  /// The network, with initial weights.
  let network: any Layer

  /// Reads the file at `path`, and makes the network with the channels and classes of the file, unless
  /// they are given.
  init(_ path: String, _ choice: NetworkChoice, channels: Int?, classes: Int?) throws {
    let model = choice.model
    func make(_ channels: Int, _ classes: Int) -> any Layer {
      model.network(channels: channels, classes: classes, using: Generator(seed: 0))
    }
    let natural = make(model.naturalChannels, model.naturalClasses)
    (tensors, report) = try WeightsFile.read(path, for: natural)
    let tensors = tensors
    let first = natural.firstWeight.flatMap { tensors[$0.name] }
    let last = natural.classifierWeight.flatMap { tensors[$0.name] }
    network = make(
      channels ?? Self.size(1, of: first, upTo: OptionRanges.mostChannels) ?? model.naturalChannels,
      classes ?? Self.size(0, of: last, upTo: OptionRanges.mostClasses) ?? model.naturalClasses)
  }

  /// The size that a network can have; `nil` for one that a damaged file may claim.
  private static func size(_ dim: Int, of tensor: Tensor?, upTo limit: Int) -> Int? {
    guard let tensor, tensor.rank > 1, (1...limit).contains(tensor.size(dim)) else { return nil }
    return tensor.size(dim)
  }
}

extension Module {
  /// The weight that sees the images.
  var firstWeight: Named<Parameter>? { namedParameters.first { $0.value.fanIn != nil } }

  /// The weight that makes the logits.
  fileprivate var classifierWeight: Named<Parameter>? {
    let prefix = (self as? any ImageClassifier)?.classifierPrefix ?? ""
    return namedParameters.last { $0.name.hasPrefix(prefix) && $0.value.fanIn?.kind == .linear }
  }
}
