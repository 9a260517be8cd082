import RunRecords
import CentralizeOptions
import TorchData
import TorchNN
package import EngineProtocol
import Torch

/// Loss and accuracy of a file of weights.
package enum WeightsEvaluation {
  /// Evaluates the weights on the test images of a data set.
  ///
  /// - Parameters:
  ///   - request: what is evaluated.
  ///   - report: is given what of the weights was not taken as it stands.
  ///   - note: is given what of the data is passed over.
  ///   - progress: is told after each batch how far it is.
  /// - Returns: the loss and the accuracies.
  /// - Throws: an error of the data, or of weights that do not fit.
  package static func run(
    _ request: EvaluateRequest, report: (WeightsReport) -> Void = { _ in },
    note: (String) -> Void = { _ in },
    progress: @escaping (EvaluationProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    try request.machine.prepare()
    let published = request.data.dataset.published(by: request.data.labels)
    let whole = try published.load(.test, from: request.data.folder)
    whole.passedOverNote(in: request.data.folder).map(note)
    let images = try whole.chosen(request.data.classSubset, outputs: request.data.classes)
    guard images.count > 0 else {
      throw TrainingError.tooFewImages(option: "class-subset", wanted: 1, found: 0)
    }
    let network = request.network.makeNetwork(
      channels: request.data.dataset.channels, classes: request.data.classes,
      using: Generator(seed: 0))
    // Moved first, so that weights in double precision keep it.
    network.move(
      to: request.machine.device.device, dtype: request.machine.dtype.dtype,
      memoryFormat: .channelsLast)
    report(
      try WeightsFile.load(
        request.weights, into: network, model: request.network.model.rawValue,
        reading: request.weightsReading))
    let pipeline = published.evaluationPipeline(
      request.reading, dtype: request.machine.dtype)
    let device = request.machine.device.device
    return try request.machine.precision.computing(on: device) {
      try Evaluation(
        of: network, on: images, pipeline, device: device, batchSize: request.batchSize,
        workers: request.machine.workers, skipsCorrupt: request.reading.skipCorrupt ?? false,
        measuring: .classification(classes: request.data.classes),
        in: EvaluationPass { progress(EvaluationProgress(part: .test, batch: $0, batches: $1)) })
    }
  }
}
