import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN
import TorchTraining
import TorchVision

struct NetworkTests {
  @Test func theWeightsAreThoseOfTheSeed() throws {
    let first = try configuration { $0[.seed] = 3 }.makeNetwork().stateDict
    let again = try configuration { $0[.seed] = 3 }.makeNetwork().stateDict
    let other = try configuration { $0[.seed] = 4 }.makeNetwork().stateDict
    let plain = ModelName.resnet8.network(channels: 1, classes: 10, using: Generator(seed: 3))
    #expect(zip(first, again).allSatisfy { isBitIdentical($0.tensor, $1.tensor) })
    #expect(zip(first, plain.stateDict).allSatisfy { isBitIdentical($0.tensor, $1.tensor) })
    #expect(!isBitIdentical(first[0].tensor, other[0].tensor))
  }

  @Test func bothArmsOfAPairStartFromTheSameWeights() throws {
    let with = try configuration()
    let pair = zip(
      with.makeNetwork().stateDict, with.withoutCentralization().makeNetwork().stateDict)
    #expect(pair.allSatisfy { isBitIdentical($0.tensor, $1.tensor) })
  }

  @Test func isOfTheRunsTypeAndChannelsLast() throws {
    let network = try configuration { $0[.dtype] = "float64" }.makeNetwork()
    #expect(network.parameters.allSatisfy { $0.dtype == .float64 })
    let convolutions = network.parameters.filter { $0.rank == 4 && $0.size(1) > 1 }
    #expect(convolutions.count == 8)
    #expect(convolutions.allSatisfy { $0.isContiguous(.channelsLast) })
  }

  @Test func channelsAndClassesComeFromTheData() throws {
    let network = try configuration { $0[.dataset] = "cifar100" }.makeNetwork()
    let shapes = network.parameters.map(\.shape)
    #expect(shapes.first == [16, 3, 3, 3])
    #expect(shapes.suffix(2) == [[100, 64], [100]])
  }

  @Test(arguments: ModelName.allCases.filter { !$0.findsObjects })
  func stagesAreThoseOfTheNetwork(_ name: ModelName) {
    let network = name.network(
      channels: name.naturalChannels, classes: name.naturalClasses, using: .shapesOnly)
    #expect(network.stages.map(\.name) == name.stages)
    let hasNormalization = network.namedParameters.contains { $0.value.role == .gain }
    #expect(hasNormalization == name.hasNormalization)
  }

  /// Of the smallest images something is left at the end.
  @Test(arguments: ModelName.allCases.filter { !$0.findsObjects })
  func theSmallestImagesAreSeen(_ name: ModelName) {
    let network = name.network(channels: 3, classes: 7, using: .shapesOnly)
    network.setTraining(false)
    let side = name.leastImageSize
    let images = Tensor.zeros([2, 3, side, side], device: .meta)
    #expect(withoutGrad { network(images).shape } == [2, 7])
  }

  @Test func nothingIsLeftOfSmallerImages() async {
    await #expect(processExitsWith: .failure) { seeTooSmallImages(.vgg11) }
    await #expect(processExitsWith: .failure) { seeTooSmallImages(.densenet121) }
    await #expect(processExitsWith: .failure) { seeTooSmallImages(.densenet121Cifar) }
  }

  @Test func theFormIsThatOfTheRun() throws {
    func names(_ change: (inout OptionMap) -> Void) throws -> [String] {
      try configuration(change).makeNetwork().stateDict.map(\.name)
    }
    let plain = try names { _ in }
    #expect(plain.contains("bn1.running_mean"))
    let group = try names { $0[.normalization] = "group" }
    #expect(group == plain.filter { !$0.contains("running_") && !$0.contains("num_batches") })
    let normalized = try names { $0[.weightForm] = "normalized" }
    #expect(normalized.contains("conv1.parametrizations.weight.original0"))
    let standardized = try configuration { $0[.weightForm] = "standardized" }.makeNetwork()
    #expect(standardized.parameters[0].use == .standardized)
  }

  /// A norm of several groups and one of a single group have the same parameters and other outputs.
  @Test func groupAndLayerNormDiffer() {
    let images = Tensor.normal([2, 1, 28, 28], using: Generator(seed: 1))
    func logits(_ normalization: ActivationNorm) -> Tensor {
      let network = ModelName.resnet8.network(
        channels: 1, classes: 10, normalization: normalization, using: Generator(seed: 0))
      return network(images)
    }
    let difference = logits(.group) - logits(.layer)
    #expect(difference.abs().max().item > 1e-3)
  }
}

private func seeTooSmallImages(_ name: ModelName) {
  let network = name.network(channels: 3, classes: 7, using: .shapesOnly)
  network.setTraining(false)
  let side = name.leastImageSize - 1
  _ = withoutGrad { network(.zeros([2, 3, side, side], device: .meta)) }
}
