package import EngineProtocol
import CentralizeOptions
import Torch
package import TorchData
import TorchNN

/// Applies a model to images.
package enum Prediction {
  /// Writes the tensor `logits` `[N, K]` for the tensor `images` `[N, C, H, W]` of another file, which are
  /// normalized already, or the classes of image files; of a detector, what it finds in image files.
  ///
  /// The number of classes and of channels are those of the weights, unless they are given.
  ///
  /// - Parameters:
  ///   - request: what is computed.
  ///   - report: is given what of the weights was not taken as it stands.
  ///   - note: is given what of the data is passed over.
  /// - Returns: why image files were left out, where that is allowed.
  /// - Throws: `TrainingError.badInput` for images that are missing or do not fit, or a `DataError`.
  @discardableResult package static func run(
    _ request: PredictRequest, report: (WeightsReport) -> Void = { _ in },
    note: (String) -> Void = { _ in }
  ) throws -> [DataError] {
    Runtime.threads = request.machine.threads
    if request.network.detector != nil, case .files(let images) = request.input {
      return try ObjectDetection(request, report: report).write(images, note)
    }
    let fitted = try FittedWeights(
      request.weights, request.weightsReading, request.network, channels: request.channels,
      classes: request.classes)
    let network = fitted.network
    // Moved first, so that weights in double precision keep it.
    network.move(dtype: request.machine.dtype.dtype, memoryFormat: .channelsLast)
    try load(
      fitted.tensors, into: network, file: request.weights,
      model: request.network.model.rawValue, request.weightsReading,
      told: fitted.report)
    report(fitted.report)
    network.setTraining(false)
    return try request.machine.precision.computing(on: .cpu) {
      switch request.input {
      case .files(let images):
        return try ImageClassification(of: images, by: network, fitted.origin, request, note).write(
          to: request.output)
      case .tensors(let path):
        try writeLogits(
          of: images(in: path, for: network, request.network.model), network, request)
      }
      return []
    }
  }

  private static func writeLogits(
    of images: Tensor, _ network: any Layer, _ request: PredictRequest
  ) throws {
    let dtype = request.machine.dtype.dtype
    let logits = withoutGrad {
      images.split(request.batchSize).map { batch in
        network(batch.to(dtype).contiguous(.channelsLast)).to(dtype)
      }
    }
    try SafetensorsFile.write([("logits", Tensor.concatenated(logits))], to: request.output)
  }

  private static func images(
    in path: String, for network: any Layer, _ model: ModelName
  ) throws -> Tensor {
    let file = try SafetensorsFile(path)
    if let error = file.unsupported["images"] { throw error }
    guard let images = file["images"] else {
      throw TrainingError.badInput(
        file: path, expected: "a tensor 'images' [N, C, H, W]", found: "none of that name")
    }
    let channels = network.firstWeight?.value.size(1) ?? 0
    guard images.dtype.isFloatingPoint, images.rank == 4, images.size(1) == channels,
      images.shape.allSatisfy({ $0 >= 1 })
    else {
      throw TrainingError.badInput(
        file: path, expected: "images float32[N, \(channels), H, W]",
        found: "\(images.dtype)\(images.shape)")
    }
    let least = model.leastImageSize
    guard images.shape.suffix(2).allSatisfy({ $0 >= least }) else {
      throw TrainingError.badInput(
        file: path, expected: "images of at least \(least) × \(least) for \(model.rawValue)",
        found: "\(images.shape)")
    }
    return images
  }
}
