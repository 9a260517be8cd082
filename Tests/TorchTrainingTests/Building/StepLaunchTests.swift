import Settings
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

/// How many operators a step on a device takes, counted where tensors have shapes and nothing else.
@Suite struct StepLaunchTests {
  private func calls(_ model: ModelName, _ named: any NamedOptimizer) -> Int {
    let network = model.network(channels: 3, classes: 1000, using: .shapesOnly)
    let optimizer = Optimizer(network.namedParameters, learningRate: 0.1, named)
    let loss = Tensor.zeros([], device: .meta)
    var counts: [Int] = []
    for _ in 0..<3 {
      for parameter in network.parameters {
        parameter.grad = withoutGrad { parameter.detached().zerosLike() }
      }
      counts.append(Operator.count { _ = optimizer.stepIfFinite([loss]) })
    }
    #expect(counts[1] == counts[2])
    return counts[2]
  }

  /// The fewest layers and the most, and those with the most sizes of output units.
  private static let models = [ModelName.resnet18, .resnet50, .vgg11, .densenet121]

  @Test func aStepOfSGDTakesAFew() {
    let named = SGD(momentum: 0.9, weightDecay: 1e-4, centralization: Centralization())
    for model in Self.models { #expect(calls(model, named) == 17, "\(model)") }
  }

  /// But for Muon, whose products of matrices are each layer's own.
  @Test(arguments: OptimizerName.allCases.filter { $0 != .muon })
  func theNumberIsTheSameForAllNetworks(_ name: OptimizerName) {
    var named = name.usual
    (named.weightDecay, named.centralization) = (1e-4, Centralization())
    let counts = Set(Self.models.map { calls($0, named.value) })
    #expect(counts.count == 1 && (counts.first ?? 0) <= 50, "\(counts)")
  }
}
