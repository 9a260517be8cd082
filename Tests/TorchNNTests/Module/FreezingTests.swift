import TestSupport
import Testing
import Torch
import TorchNN

/// What is frozen has no gradient, and its statistics stay.
@Suite struct FreezingTests {
  private final class Network: Layer {
    let conv1: Conv2d
    let bn1 = BatchNorm2d(3)
    let conv2: Conv2d
    let bn2 = BatchNorm2d(2)

    init() {
      let generator = Generator(seed: 1)
      conv1 = Conv2d(1, 3, kernel: 3, using: generator)
      conv2 = Conv2d(3, 2, kernel: 3, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { bn2(conv2(bn1(conv1(x)).relu())) }
  }

  private let network = Network()
  private let x = Tensor.normal([4, 1, 8, 8], mean: 2, using: Generator(seed: 2))

  private func withGradient() -> [String] {
    network.zeroGrad()
    let y = network(x)
    (y * y * y).sum().backward()
    return network.namedParameters.filter { $0.value.hasGrad }.map(\.name)
  }

  private func changedBuffers() -> [String] {
    let before = network.namedBuffers.map { $0.value.clone() }
    _ = network(x)
    return zip(network.namedBuffers, before).filter { !isBitIdentical($0.0.value, $0.1) }
      .map(\.0.name)
  }

  private static let all = ["conv1", "bn1", "conv2", "bn2"].flatMap {
    ["\($0).weight", "\($0).bias"]
  }
  private static func buffers(_ norm: String) -> [String] {
    ["running_mean", "running_var", "num_batches_tracked"].map { "\(norm).\($0)" }
  }

  @Test func everythingIsTrainedAtFirst() {
    #expect(network.trainedParameters.map(\.name) == Self.all)
    #expect(withGradient() == Self.all)
    #expect(changedBuffers() == Self.buffers("bn1") + Self.buffers("bn2"))
  }

  @Test func aFrozenBeginningHasNoGradientAndKeepsItsStatistics() {
    network.freeze { $0.hasPrefix("conv1.") || $0.hasPrefix("bn1.") }
    let rest = Array(Self.all.suffix(4))
    #expect(network.trainedParameters.map(\.name) == rest)
    #expect(withGradient() == rest)
    #expect(changedBuffers() == Self.buffers("bn2"))
    // The backward pass does not enter it: what leaves it is recorded nowhere.
    #expect(!network.bn1(network.conv1(x)).requiresGrad)
  }

  @Test func frozenBatchNormsUseTheirStatisticsInBothModes() {
    for _ in 0..<3 { _ = network(x) }
    network.setTraining(false)
    let evaluated = withoutGrad { network(x) }
    network.setTraining(true)
    network.freezeBatchNorm()
    #expect(maxDifference(network(x), evaluated) < 1e-6)
    #expect(changedBuffers().isEmpty)
    let weights = ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"]
    #expect(network.trainedParameters.map(\.name) == weights)
    #expect(withGradient() == weights)
    // The mode is kept beside.
    #expect(network.bn1.isTraining && network.bn1.isFrozen)
    network.unfreeze()
    #expect(maxDifference(network(x), evaluated) > 0.01)
  }

  @Test func unfreezingTakesItBack() {
    network.freeze { _ in true }
    network.freezeBatchNorm()
    #expect(network.trainedParameters.isEmpty && changedBuffers().isEmpty)
    network.unfreeze()
    #expect(withGradient() == Self.all)
    #expect(changedBuffers().count == 6)
  }
}
