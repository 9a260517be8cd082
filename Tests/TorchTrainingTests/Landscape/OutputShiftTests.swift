import RunRecords
import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchTraining

/// Convolutions with padding, stride, dilation and groups, and a classifier, for images of 8×8.
private final class PaddedClassifier: Layer {
  let conv1: Conv2d
  let conv2: Conv2d
  let standardized: Conv2d
  let up: ConvTranspose2d
  let fc: Linear

  init() {
    let generator = Generator(seed: 4)
    conv1 = Conv2d(1, 4, kernel: 3, stride: 2, padding: 1, using: generator)
    conv2 = Conv2d(
      4, 6, kernel: 3, padding: 2, dilation: 2, groups: 2, bias: false, using: generator)
    standardized = Conv2d(
      6, 4, kernel: 3, padding: 1, bias: false, form: .standardized, using: generator)
    up = ConvTranspose2d(4, 3, kernel: 2, stride: 2, using: generator)
    fc = Linear(3, 10, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let features = standardized(conv2(conv1(x).relu()).relu()).relu()
    return fc(up(features).adaptiveAvgPool2d([1, 1]).flattened(from: 1))
  }
}

struct OutputShiftTests {
  /// The shifts of a network that made nine steps with a named optimizer.
  private func shifts(
    _ named: some NamedOptimizer, learningRate: Double = 0.05
  ) throws -> (shifts: [OutputShift], unasked: [String]) {
    let model = PaddedClassifier()
    let optimizer = Optimizer(model.namedParameters, learningRate: learningRate, named)
    let monitor = CentralizationMonitor(optimizer)
    let random = Generator(seed: 3)
    let images = Tensor.normal([4, 1, 8, 8], using: random)
    let labels = Tensor([1, 2, 3, 4] as [Int64])
    for _ in 0..<9 {
      optimizer.zeroGrad()
      model(images).crossEntropy(labels).backward()
      optimizer.step()
    }
    return OutputShift.all(
      in: model, monitor.weights, isPromised: optimizer.keepsWeightMean, steps: 9, images: images)
  }

  private static let asked = ["conv1.weight", "conv2.weight", "fc.weight"]

  @Test func theTheoremHoldsWhereTheChainKeepsTheSums() throws {
    let chains: [any NamedOptimizer] = [
      SGD(momentum: 0.9, weightDecay: 1e-2, centralization: Centralization()),
      Adam(centralization: Centralization(placement: .update)),
    ]
    for chain in chains {
      let (shifts, unasked) = try shifts(chain)
      #expect(shifts.map(\.name) == Self.asked)
      #expect(shifts.map(\.inputs) == [9, 18, 3])
      #expect(unasked == ["standardized.weight", "up.weight"])
      for shift in shifts {
        #expect(shift.isPromised && shift.holds, "\(shift)")
        #expect(shift.fromCurrent < 1e-13 && shift.fromInitial < 1e-6)
        #expect(abs(shift.tolerance - 8 * 10.0.squareRoot() / 16_777_216) < 1e-15)
      }
    }
  }

  @Test func thereIsNoPromiseElsewhere() throws {
    let chains: [any NamedOptimizer] = [
      SGD(momentum: 0.9), Adam(centralization: Centralization()),
      SGD(weightDecay: 0.1, centralization: Centralization(decayOrder: .after)),
    ]
    for chain in chains {
      for shift in try shifts(chain).shifts {
        #expect(!shift.isPromised && !shift.holds, "\(shift)")
        #expect(shift.fromInitial > 1e-4 && shift.fromCurrent < 1e-13, "\(shift)")
      }
    }
  }

  /// One element of unit 1 is moved by hand, so the outputs move by so much more.
  @Test func theDeviationIsThatOfTheSums() throws {
    let model = LinearClassifier()
    model.fc.weight.load(Tensor.full([10, 64], 0.25))
    let optimizer = Optimizer(
      model.namedParameters, learningRate: 1, SGD(centralization: Centralization()))
    let monitor = CentralizationMonitor(optimizer)
    withoutGrad { model.fc.weight[1, 5] += 0.5 }
    let (shifts, _) = OutputShift.all(
      in: model, monitor.weights, isPromised: optimizer.keepsWeightMean, steps: 0,
      images: Tensor.ones([2, 1, 8, 8]))
    let shift = try #require(shifts.first)
    // Unit 1 has weights of 16.5 in all, the others of 16.
    #expect(abs(shift.fromInitial - 0.5 / 16.5) < 1e-12)
    #expect(shift.fromCurrent < 1e-13 && shift.isPromised && !shift.holds)
  }
}
