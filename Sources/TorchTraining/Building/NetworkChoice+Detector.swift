import CentralizeOptions
package import Settings
package import Torch
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

  /// The detector with so many outputs.
  ///
  /// Another normalization than batch norm stands in the pyramid and the heads too, with four
  /// convolutions before the boxes, as in the paper. By the paper's rules batch norms keep their statistics.
  func makeDetector(
    _ detector: DetectorChoice, outputs: Int, using generator: Generator
  ) -> DetectionNetwork {
    let norm = normalization == .batch ? nil : normalization
    return DetectionNetwork(
      makeBody(detector, using: generator), classes: outputs,
      .init(
        hasMasks: model == .maskRCNN, boxHead: norm == nil ? .linear : .convolutional,
        channels: detector.channels, units: 4 * detector.channels, normalization: norm,
        weightForm: weightForm),
      rules: DetectorRules(detector.convention), using: generator)
  }

  private func makeBody(
    _ detector: DetectorChoice, using generator: Generator
  ) -> any PyramidBody {
    let norm = normalization ?? .batch
    let batchNorm: BatchNormUse = detector.convention == .paper ? .fixedStatistics : .trained
    func residual(_ depth: ResNet.Depth) -> any PyramidBody {
      ResNet(
        bodyOf: depth, normalization: norm, batchNorm: batchNorm, weightForm: weightForm,
        using: generator)
    }
    return switch detector.backbone {
    case .resnet50: residual(.resnet50)
    case .resnet101: residual(.resnet101)
    case .resnext101x32x4d: residual(.resnext101x32x4d)
    case .resnext101x64x4d: residual(.resnext101x64x4d)
    case .mobilenetV2:
      MobileNetV2Body(
        normalization: norm, batchNorm: batchNorm, weightForm: weightForm, using: generator)
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
  func makeTask() throws -> any TrainingTask {
    network.detector == nil ? try ClassificationTask(self) : try DetectionTask(self)
  }
}
