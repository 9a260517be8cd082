import Testing
import Torch
import TorchNN
import TorchVision

/// Initial weights come from torchvision's distributions, in every weight form.
@Suite struct InitialWeightTests {
  /// The deviation of convolutions over all inputs or outputs of a window.
  private func expectDeviations(
    of network: any Module, byInputs: Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for parameter in network.namedParameters where parameter.value.fanIn?.kind == .convolution {
      let shape = parameter.value.shape
      let count = shape[byInputs ? 1 : 0] * shape[2] * shape[3]
      let found = parameter.value.detached().variance([0, 1, 2, 3]).item.squareRoot()
      let ratio = found / (2 / Double(count)).squareRoot()
      #expect(abs(ratio - 1) < 0.05, "\(parameter.name)", sourceLocation: sourceLocation)
    }
  }

  @Test func vggIsScaledByItsOutputs() throws {
    let network = VGG(.vgg11, head: .cifar, classes: 200, using: Generator(seed: 1))
    expectDeviations(of: network, byInputs: false)
    let tensors = Dictionary(
      uniqueKeysWithValues: network.stateDict.map { ($0.name, $0.tensor.detached()) })
    let classifier = try #require(tensors["classifier.weight"])
    #expect(abs(classifier.variance([0, 1]).item.squareRoot() / 0.01 - 1) < 0.05)
    for (name, tensor) in tensors where name.hasSuffix("bias") {
      #expect(tensor.abs().max().item == 0, "\(name)")
    }
  }

  @Test func denseNetIsScaledByItsInputs() throws {
    let network = DenseNet(
      .init(blocks: [2, 2, 2, 2], growth: 32, width: 64), classes: 100, using: Generator(seed: 1))
    expectDeviations(of: network, byInputs: true)
    let tensors = Dictionary(
      uniqueKeysWithValues: network.stateDict.map { ($0.name, $0.tensor.detached()) })
    #expect(try #require(tensors["classifier.bias"]).abs().max().item == 0)
    let weight = try #require(tensors["classifier.weight"])
    let bound = (1 / Double(weight.size(1))).squareRoot()
    let largest = weight.abs().max().item
    #expect(largest <= bound && largest > 0.95 * bound)
  }

  @Test func weightNormBeginsAsThePlainNetwork() {
    func network(_ form: WeightForm) -> ResNet {
      ResNet(
        .resnet8, stem: .strided, channels: 1, classes: 10, weightForm: form,
        using: Generator(seed: 1))
    }
    let images = Tensor.normal([2, 1, 28, 28], using: Generator(seed: 2))
    let (plain, normalized) = (network(.plain)(images), network(.normalized)(images))
    #expect((plain - normalized).abs().max().item < 1e-4)
  }
}
