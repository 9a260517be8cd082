import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Which optimizers keep each output unit's `1ᵀw`, and which do not.
@Suite struct WeightMeanTests {
  /// Each unit's mean, in the shape of the weight.
  private func means(_ weight: Tensor, _ fanIn: FanIn) -> Tensor {
    withoutGrad { weight - weight.centralized(over: fanIn) }
  }

  @Test(arguments: ChainCase.all)
  func isKeptWhereItIsPromised(_ example: ChainCase) {
    let parameters = SampleParameters()
    let before = parameters.values
    let optimizer = Optimizer(
      [.init(parameters.named, learningRate: 0.1, example.chain)])
    parameters.train(optimizer)
    for (name, _, fanIn) in SampleParameters.weights {
      guard let start = before[name] else { continue }
      let moved = maxDifference(means(parameters[name], fanIn), means(start, fanIn))
      #expect(example.keepsWeightMean ? moved < 1e-13 : moved > 1e-3, "\(name): \(moved)")
      #expect(maxDifference(parameters[name], start) > 1e-3, "\(name) is trained")
    }
  }

  @Test func decayAfterCentralizationShrinksItAsIfAlone() {
    let parameters = SampleParameters()
    let before = parameters.values
    let optimizer = Optimizer(
      parameters.named, learningRate: 0.1,
      SGD(weightDecay: 0.2, centralization: .init(decayOrder: .after)))
    parameters.train(optimizer, steps: 3)
    for (name, _, fanIn) in SampleParameters.weights {
      guard let start = before[name] else { continue }
      // w ← w − η·(Φ(g) + λw): the mean is multiplied by 1 − ηλ.
      let expected = means(start, fanIn) * (0.98 * 0.98 * 0.98)
      #expect(maxDifference(means(parameters[name], fanIn), expected) < 1e-13, "\(name)")
    }
  }

  @Test func onlyConvolutionsKeepItWhereOnlyTheyAreCentralized() {
    let parameters = SampleParameters()
    let before = parameters.values
    let optimizer = Optimizer(
      parameters.named, learningRate: 0.1,
      SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init(.convolutions)))
    parameters.train(optimizer)
    for (name, _, fanIn) in SampleParameters.weights {
      guard let start = before[name] else { continue }
      let moved = maxDifference(means(parameters[name], fanIn), means(start, fanIn))
      #expect(name == "linear" ? moved > 1e-3 : moved < 1e-13, "\(name): \(moved)")
    }
  }

  @Test func aConstantInTheInputsMovesTheOutputsByAConstant() {
    // The paper's output-space theorem: (w + e)ᵀ(x + c·1) − (w + e)ᵀx = c·1ᵀw⁰.
    let parameters = SampleParameters()
    let weight = parameters["linear"]
    let sums = withoutGrad { weight.clone() }.sum([1])
    parameters.train(
      Optimizer(
        parameters.named, learningRate: 0.1,
        SGD(momentum: 0.9, weightDecay: 0.1, centralization: .init())))
    withoutGrad {
      let x = Tensor.normal([3, 7], dtype: .float64, using: Generator(seed: 5))
      let shift = (x + 2.5).linear(weight, nil) - x.linear(weight, nil)
      #expect(maxDifference(shift, (sums * 2.5).expanded([3, 5])) < 1e-13)
    }
  }
}
