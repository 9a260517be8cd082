import CentralizeOptions
package import Settings
package import Torch
import TorchData
import TorchDetection
package import TorchNN
import TorchVision

extension NetworkChoice {
  /// The network in its form, with initial weights from `generator`: a detector or a classifier.
  ///
  /// - Parameters:
  ///   - channels: the channels of the images of a classifier; a detector sees three.
  ///   - classes: the number of outputs.
  ///   - generator: where the initial weights come from.
  /// - Returns: the network, in float32 on the generator's device.
  package func makeAnyNetwork(
    channels: Int, classes: Int, using generator: Generator
  ) -> any Module {
    detector.map { makeDetector($0, outputs: classes, using: generator) }
      ?? makeNetwork(channels: channels, classes: classes, using: generator)
  }

  /// What the detector is made of; traps for a network that tells classes apart.
  var knownDetector: DetectorChoice {
    guard let detector else { preconditionFailure("\(model.rawValue) finds no objects") }
    return detector
  }

  /// What happens to images on their way to the detector, whose shorter side gets this length: the longer one gets at
  /// most 1333 pixels for 800 of it.
  func detectionPipeline(shorterSide side: Int, flip: Bool, dtype: DType) -> DetectionPipeline {
    DetectionPipeline(
      convention: knownDetector.convention, minSize: side, maxSize: side * 1333 / 800, flip: flip,
      masks: model == .maskRCNN, dtype: dtype)
  }

  /// The detector with so many outputs.
  ///
  /// Another normalization than batch norm stands in the pyramid and the heads too, with four
  /// convolutions before the boxes, as in the paper. By the paper's rules batch norms keep their statistics.
  func makeDetector(
    _ detector: DetectorChoice, outputs: Int, using generator: Generator
  ) -> DetectionNetwork {
    let norm = normalization == .batch ? nil : normalization
    var regions = RegionSettings()
    regions.sampler = BalancedSampler(count: detector.sampledRegions, share: regions.sampler.share)
    return DetectionNetwork(
      makeBody(detector, using: generator), classes: outputs,
      .init(
        hasMasks: model == .maskRCNN, boxHead: norm == nil ? .linear : .convolutional,
        channels: detector.channels, units: 4 * detector.channels, normalization: norm,
        weightForm: weightForm),
      regions: regions, rules: DetectorRules(detector.convention), using: generator)
  }

  private func makeBody(
    _ detector: DetectorChoice, using generator: Generator
  ) -> any PyramidBody {
    let norm = normalization ?? .batch
    let batchNorm: BatchNormUse = detector.convention == .paper ? .fixedStatistics : .trained
    switch detector.backbone.model.design {
    case .residual(let depth, _):
      return ResNet(
        bodyOf: depth, normalization: norm, batchNorm: batchNorm, weightForm: weightForm,
        using: generator)
    case .inverted:
      return MobileNetV2Body(
        normalization: norm, batchNorm: batchNorm, weightForm: weightForm, using: generator)
    case .plain, .dense, .detector:
      preconditionFailure("no pyramid stands on \(detector.backbone.rawValue)")
    }
  }
}

extension RunConfiguration {
  /// The detector of this run with the initial weights of its seed, as it is trained.
  func makeDetector() -> DetectionNetwork {
    let network = network.makeDetector(
      detector, outputs: data.classes, using: Generator(seed: start.seed))
    network.move(to: machine.device.device, dtype: machine.dtype.dtype, memoryFormat: .channelsLast)
    if let freezeUpTo = fineTuning.freezeUpTo { network.freezeBody(upTo: freezeUpTo) }
    if fineTuning.freezeBatchNorm { network.freezeBatchNorm() }
    return network
  }

  /// What this run trains.
  ///
  /// Traps for data that a program makes itself.
  func makeTask() throws -> any TrainingTask {
    precondition(own.data == nil, "the program makes the data \(dataWords) itself, and the task")
    return network.detector == nil ? try ClassificationTask(self) : try DetectionTask(self)
  }
}
