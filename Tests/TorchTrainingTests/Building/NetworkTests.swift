import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN
import TorchTraining

struct NetworkTests {
  @Test func theWeightsAreThoseOfTheSeed() throws {
    let first = try configuration { $0.seed = 3 }.makeNetwork().stateDict
    let again = try configuration { $0.seed = 3 }.makeNetwork().stateDict
    let other = try configuration { $0.seed = 4 }.makeNetwork().stateDict
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
    let network = try configuration { $0.dtype = .float64 }.makeNetwork()
    #expect(network.parameters.allSatisfy { $0.dtype == .float64 })
    let convolutions = network.parameters.filter { $0.rank == 4 && $0.size(1) > 1 }
    #expect(convolutions.count == 8)
    #expect(convolutions.allSatisfy { $0.isContiguous(.channelsLast) })
  }

  @Test func channelsAndClassesComeFromTheData() throws {
    let network = try configuration { $0.dataset = .cifar100 }.makeNetwork()
    let shapes = network.parameters.map(\.shape)
    #expect(shapes.first == [16, 3, 3, 3])
    #expect(shapes.suffix(2) == [[100, 64], [100]])
  }

  /// The counts of torchvision; those for CIFAR with its stem of 3·3 weights per channel pair.
  @Test(arguments: [
    (ModelName.resnet8, 77_754), (.resnet18, 11_689_512), (.resnet18Cifar, 11_220_132),
    (.resnet34, 21_797_672), (.resnet50, 25_557_032),
  ])
  func everyNameIsItsNetwork(_ name: ModelName, count: Int) {
    let network = name.network(
      channels: name.naturalChannels, classes: name.naturalClasses, using: Generator(seed: 0))
    #expect(network.parameters.map(\.count).reduce(0, +) == count)
  }
}
