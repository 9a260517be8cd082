package import RunRecords
import CentralizeOptions
import TorchData
import TorchNN
package import EngineProtocol
import Torch

/// How well the weights of a file do: the loss and the accuracies, or of a detector the average precisions.
package enum WeightsEvaluation {
  /// Evaluates the weights on the test images of a data set.
  ///
  /// - Parameters:
  ///   - request: what is evaluated.
  ///   - report: is given what of the weights was not taken as it stands.
  ///   - note: is given what of the data is passed over.
  ///   - progress: is told after each batch how far it is.
  /// - Returns: the loss and the metrics of the request's task.
  /// - Throws: an error of the data, or of weights that do not fit.
  package static func run(
    _ request: EvaluateRequest, report: (WeightsReport) -> Void = { _ in },
    note: (String) -> Void = { _ in },
    progress: @escaping (EvaluationProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    try request.machine.prepare()
    if request.network.detector != nil {
      return try detections(request, report: report, note: note, progress: progress)
    }
    let published = request.data.dataset.published(by: request.data.labels)
    let whole = try published.load(.test, from: request.data.folder)
    whole.passedOverNote(in: request.data.folder).map(note)
    let images = try whole.chosen(request.data.classSubset, outputs: request.data.classes)
      .first(request.testSamples)
    guard images.count > 0 else {
      throw TrainingError.tooFewImages(option: "class-subset", wanted: 1, found: 0)
    }
    let network = request.network.makeNetwork(
      channels: request.data.dataset.channels, classes: request.data.classes,
      using: Generator(seed: 0))
    report(try load(into: network, request))
    let pipeline = published.evaluationPipeline(
      request.reading, dtype: request.machine.dtype)
    let device = request.machine.device.device
    return try request.machine.precision.computing(on: device) {
      try Evaluation(
        of: network, on: images, pipeline, device: device, batchSize: request.batchSize,
        workers: request.machine.workers, skipsCorrupt: request.reading.skipCorrupt ?? false,
        measuring: .classification(classes: request.data.classes),
        in: pass(progress))
    }
  }

  /// Moves a network to where it is evaluated, and gives it the weights.
  private static func load(
    into network: any Module, _ request: EvaluateRequest
  ) throws -> WeightsReport {
    // Moved first, so that weights in double precision keep it.
    network.move(
      to: request.machine.device.device, dtype: request.machine.dtype.dtype,
      memoryFormat: .channelsLast)
    return try WeightsFile.load(
      request.weights, into: network, model: request.network.model.rawValue,
      reading: request.weightsReading)
  }

  private static func pass(_ progress: @escaping (EvaluationProgress) -> Void) -> EvaluationPass {
    EvaluationPass { progress(EvaluationProgress(part: .test, batch: $0, batches: $1)) }
  }

  private static func detections(
    _ request: EvaluateRequest, report: (WeightsReport) -> Void, note: (String) -> Void,
    progress: @escaping (EvaluationProgress) -> Void
  ) throws -> Evaluation {
    let detector = request.network.knownDetector
    let pipeline = request.network.detectionPipeline(
      shorterSide: request.reading.objectImageSize(of: request.data.dataset), flip: false,
      dtype: request.machine.dtype.dtype)
    let part = try DetectionPart(
      .test, of: request.data, count: request.testSamples, request.reading, masks: pipeline.masks)
    part.notes.forEach(note)
    try part.images.categories.check(outputs: request.data.classes, detector.convention)
    let network = request.network.makeDetector(
      detector, outputs: request.data.classes, using: Generator(seed: 0))
    report(try load(into: network, request))
    let evaluation = try DetectionEvaluation(
      of: part.images, pipeline, workers: request.machine.workers,
      skipsCorrupt: request.reading.skipCorrupt ?? false, on: request.machine.device.device)
    return try network.evaluating { try evaluation.evaluate(network, in: pass(progress)) }
  }
}
