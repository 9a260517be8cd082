public import CentralizeOptions
import Torch
import TorchNN

/// Applies a model to a file of images.
public enum Prediction {
  /// Writes the tensor `logits` `[N, K]` for the tensor `images` `[N, C, H, W]` of another file.
  ///
  /// The images are normalized already. The number of classes and of channels are those of the
  /// weights, unless they are given.
  ///
  /// - Throws: `TrainingError.badInput` for a tensor that is missing or does not fit.
  public static func run(_ request: PredictRequest) throws {
    Runtime.threads = request.threads
    let weights = try WeightsFile.tensors(request.weights)
    let network = makeNetwork(request, fitting: weights)
    // Moved first, so that weights in double precision keep it.
    network.move(dtype: request.dtype.dtype, memoryFormat: .channelsLast)
    try load(weights, into: network, file: request.weights, model: request.network.model.rawValue)
    network.setTraining(false)
    let images = try images(in: request.input, for: network)
    let logits = withoutGrad {
      images.split(request.batchSize).map { batch in
        network(batch.to(request.dtype.dtype).contiguous(.channelsLast))
      }
    }
    try SafetensorsFile.write(
      [("logits", Tensor.concatenated(logits))], to: request.output)
  }

  private static func makeNetwork(
    _ request: PredictRequest, fitting weights: [String: Tensor]
  ) -> any Layer {
    func make(_ channels: Int, _ classes: Int) -> any Layer {
      request.network.model.network(
        channels: channels, classes: classes, using: Generator(seed: 0))
    }
    let natural = make(request.network.model.naturalChannels, request.network.model.naturalClasses)
    let parameters = natural.namedParameters
    let first = parameters.first.flatMap { weights[$0.name] }
    let last = parameters.last { $0.value.fanIn?.kind == .linear }.flatMap { weights[$0.name] }
    let channels = size(1, of: first, upTo: OptionRanges.mostChannels)
    let classes = size(0, of: last, upTo: OptionRanges.mostClasses)
    return make(
      request.channels ?? channels ?? request.network.model.naturalChannels,
      request.classes ?? classes ?? request.network.model.naturalClasses)
  }

  /// The size that a network can have; `nil` for one that a damaged file may claim.
  private static func size(_ dim: Int, of tensor: Tensor?, upTo limit: Int) -> Int? {
    guard let tensor, tensor.rank > 1, (1...limit).contains(tensor.size(dim)) else { return nil }
    return tensor.size(dim)
  }

  private static func images(in path: String, for network: any Layer) throws -> Tensor {
    guard let images = try SafetensorsFile(path)["images"] else {
      throw TrainingError.badInput(
        file: path, expected: "a tensor 'images' [N, C, H, W]", found: "none of that name")
    }
    let channels = network.parameters.first.map { $0.size(1) } ?? 0
    guard images.dtype.isFloatingPoint, images.rank == 4, images.size(1) == channels,
      images.shape.allSatisfy({ $0 >= 1 })
    else {
      throw TrainingError.badInput(
        file: path, expected: "images float32[N, \(channels), H, W]",
        found: "\(images.dtype)\(images.shape)")
    }
    return images
  }
}
