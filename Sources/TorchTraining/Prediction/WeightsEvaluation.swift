public import EngineProtocol
import CentralizeOptions
import Torch
import TorchData
import TorchNN

/// Loss and accuracy of a file of weights.
public enum WeightsEvaluation {
  /// Evaluates the weights on the test images of a data set.
  ///
  /// - Parameters:
  ///   - request: what is evaluated.
  ///   - report: is given what of the weights was not taken as it stands.
  /// - Returns: the loss and accuracy.
  /// - Throws: an error of the data, or of weights that do not fit.
  public static func run(
    _ request: EvaluateRequest, report: (WeightsReport) -> Void = { _ in }
  ) throws -> Evaluation {
    try request.device.device.prepare()
    Runtime.threads = request.threads
    let published = request.dataset.published(by: request.labels)
    let whole = try published.load(.test, from: request.data)
    let images = try whole.chosen(request.classSubset, outputs: request.classes)
    guard images.count > 0 else {
      throw TrainingError.tooFewImages(option: "class-subset", wanted: 1, found: 0)
    }
    let network = request.network.makeNetwork(
      channels: request.dataset.channels, classes: request.classes, using: Generator(seed: 0))
    // Moved first, so that weights in double precision keep it.
    network.move(
      to: request.device.device, dtype: request.dtype.dtype, memoryFormat: .channelsLast)
    report(
      try WeightsFile.load(
        request.weights, into: network, model: request.network.model.rawValue))
    let pipeline = published.evaluationPipeline(
      imageSize: request.imageSize, resize: request.resize, appliesOrientation: request.exif,
      dtype: request.dtype)
    return try Evaluation(
      of: network, on: images, pipeline, device: request.device.device,
      batchSize: request.batchSize, workers: request.workers, skipsCorrupt: request.skipCorrupt)
  }
}
