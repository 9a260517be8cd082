import TestSupport
import Testing
import Torch
import TorchOptimizers

/// State of another model or another optimizer is refused, and leaves no trace.
@Suite struct UnfitStateTests {
  private let parameters = SampleParameters()

  static let unfit: [(key: String, shape: [Int])] = [
    ("momentum.velocity/other", [5, 7]), ("momentum.velocity/linear", [7, 5]),
    ("momentum.velocity/linear", [5]), ("steps/other", []), ("steps/linear", [2]),
    ("momentum.velocity", [5, 7]), ("linear", [5, 7]), ("", []), ("steps", []),
    ("adam.mean/linear", [5, 7]), ("momentum2.velocity/linear", [5, 7]),
    ("preceding.adam.mean/linear", [5, 7]), ("preceding.steps/other", []),
    ("momentum.mean/linear", [5, 7]), ("momentum.velocity.scalar/linear", []),
  ]

  @Test(arguments: unfit)
  func isRefused(_ key: String, _ shape: [Int]) {
    let optimizer = Optimizer(
      [.init(parameters.named, learningRate: 0.1, SGD(momentum: 0.9))],
      preceding: [GlobalNormClipping(1)])
    parameters.train(optimizer, steps: 2)
    let before = optimizer.state.map { bytes(of: $0.tensor) }
    let error = OptimizerStateError.unfit(key: key, shape: shape)
    #expect(throws: error) {
      try optimizer.restore([
        key: .zeros(shape, dtype: .int64), "momentum.velocity/bias": .ones([5], dtype: .float64),
        "steps/position": Tensor(7),
      ])
    }
    #expect(optimizer.state.map { bytes(of: $0.tensor) } == before, "nothing is written")
  }

  @Test func aCountMustBeAnInteger() {
    let optimizer = Optimizer(parameters.named, learningRate: 0.1, SGD(momentum: 0.9))
    #expect(throws: OptimizerStateError.unfit(key: "steps/linear", shape: [])) {
      try optimizer.restore(["steps/linear": Tensor(Double.nan)])
    }
  }

  @Test func aSlotThatTheLinkDoesNotKeepIsRefused() {
    let key = "adam.largestSquare/linear"
    let saved = [key: Tensor.zeros([5, 7], dtype: .float64)]
    let plain = Optimizer(parameters.named, learningRate: 0.1, Adam())
    #expect(throws: OptimizerStateError.unfit(key: key, shape: [5, 7])) { try plain.restore(saved) }
    let amsgrad = Optimizer(parameters.named, learningRate: 0.1, Adam(AdamScaling(amsgrad: true)))
    #expect(throws: Never.self) { try amsgrad.restore(saved) }
  }

  @Test func saysWhatDoesNotFit() {
    let error = OptimizerStateError.unfit(key: "adam.mean/fc.weight", shape: [10, 64])
    #expect(
      error.description == """
        the saved optimizer state adam.mean/fc.weight of shape [10, 64] \
        belongs to no parameter of this model, or to another optimizer
        """)
  }
}
