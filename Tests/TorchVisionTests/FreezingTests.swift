import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchVision

/// A network is frozen from its input up to a stage.
@Suite struct FreezingTests {
  private func resnet8() -> ResNet {
    ResNet(.resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 1))
  }

  /// The first parts of the trained parameters' names.
  private func trained(_ network: any Layer) -> Set<Substring> {
    Set(network.trainedParameters.compactMap { $0.name.split(separator: ".").first })
  }

  @Test func eachStageOfAResNet() {
    let parts: [Substring] = ["layer1", "layer2", "layer3", "fc"]
    for (count, stage) in ["stem", "layer1", "layer2", "layer3"].enumerated() {
      let network = resnet8()
      network.freeze(upTo: stage)
      #expect(trained(network) == Set(parts.dropFirst(count)), "\(stage)")
    }
  }

  @Test func statisticsStayUpToTheStageAndFollowBehindIt() {
    let network = resnet8()
    network.freeze(upTo: "layer1")
    let before = network.namedBuffers.map { $0.value.clone() }
    network(.normal([2, 1, 16, 16], using: Generator(seed: 2))).sum().backward()
    for (buffer, old) in zip(network.namedBuffers, before) {
      let isFrozen = buffer.name.hasPrefix("bn1.") || buffer.name.hasPrefix("layer1.")
      #expect(isBitIdentical(buffer.value, old) == isFrozen, "\(buffer.name)")
    }
    for parameter in network.namedParameters {
      #expect(parameter.value.hasGrad == parameter.value.requiresGrad, "\(parameter.name)")
    }
  }

  /// Every parameter outside of the last layers belongs to a stage, and so can be frozen.
  @Test func everyNetworkIsFrozenUpToItsClassifier() {
    let networks: [any ImageClassifier] = [
      VGG(.vgg11, head: .cifar, classes: 10, using: Generator(seed: 1)),
      DenseNet(.densenet121, classes: 10, using: Generator(seed: 1)), resnet8(),
    ]
    for network in networks {
      network.freeze(upTo: network.stages.last?.name ?? "")
      #expect(!network.trainedParameters.isEmpty)
      for parameter in network.trainedParameters {
        #expect(parameter.name.hasPrefix(network.classifierPrefix), "\(parameter.name)")
      }
    }
  }

  @Test func aStageThatIsNotThereTraps() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      ResNet(.resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 1))
        .freeze(upTo: "layer4")
    }
    let words = text(result?.standardErrorContent)
    #expect(words.contains("expected a stage of stem, layer1, layer2, layer3, found layer4"))
  }
}
