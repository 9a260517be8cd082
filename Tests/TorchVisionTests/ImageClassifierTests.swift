import Testing
import Torch
import TorchNN
import TorchVision

/// Each network says which keys its parts have.
@Suite struct ImageClassifierTests {
  static let classifiers = [
    ("resnet", "fc.", 0), ("vgg", "classifier.6.", 4), ("densenet", "classifier.", 0),
    ("mobilenet", "classifier.1.", 0),
  ]

  @Test(arguments: KeyCase.all, [WeightForm.plain, .normalized])
  func everyKeyIsInOnePart(_ keyCase: KeyCase, _ form: WeightForm) throws {
    let network = keyCase.make(.batch, form)
    let family = try #require(
      Self.classifiers.first {
        keyCase.name.replacing("wide_", with: "").replacing("resnext", with: "resnet")
          .hasPrefix($0.0)
      })
    #expect(network.classifierPrefix == family.1)
    var others = 0
    for (name, tensor) in network.stateDict {
      let count = network.stages.count { $0.contains(name) }
      if name.hasPrefix(network.classifierPrefix) {
        #expect(count == 0 && tensor.size(0) == 1000, "\(name)")
      } else if count == 0 {
        others += 1
      } else {
        #expect(count == 1, "\(name)")
      }
    }
    // What is before the classifier and in no stage: the other linear layers of VGG.
    #expect(others == family.2)
  }

  @Test func stagesFollowTheInput() {
    let residual = ResNet(.resnet18, classes: 10, using: .shapesOnly)
    #expect(residual.stages.map(\.name) == ["stem", "layer1", "layer2", "layer3", "layer4"])
    let small = ResNet(.resnet8, stem: .strided, classes: 10, using: .shapesOnly)
    #expect(small.stages.map(\.name) == ["stem", "layer1", "layer2", "layer3"])
    #expect(small.stages[0].prefixes == ["conv1.", "bn1."])
    let vgg = VGG(.vgg11, head: .cifar, classes: 10, using: .shapesOnly)
    #expect(vgg.stages.map(\.name) == ["stage1", "stage2", "stage3", "stage4", "stage5"])
    #expect(vgg.stages[0].prefixes == ["features.0.", "features.1.", "features.2."])
    #expect(
      vgg.stages[2].contains("features.6.weight") && vgg.stages[2].contains("features.8.bias"))
    #expect(!vgg.stages[0].contains("features.13.weight"))
    #expect(vgg.classifierPrefix == "classifier.")
    let dense = DenseNet(.densenet121, classes: 10, using: .shapesOnly)
    #expect(
      dense.stages.map(\.name)
        == ["stem", "denseblock1", "denseblock2", "denseblock3", "denseblock4"])
    #expect(dense.stages[1].contains("features.transition1.conv.weight"))
    #expect(dense.stages[4].contains("features.norm5.bias"))
  }
}
