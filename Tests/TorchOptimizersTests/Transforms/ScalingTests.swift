import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Adam's and Adagrad's divisions, against their formulas on numbers.
@Suite struct ScalingTests {
  private func weights(_ link: some GradientTransform, gradients: [Double]) -> [Double] {
    let parameter = Parameter(Tensor([0.0] as [Double]), .bias)
    let optimizer = Optimizer([Named("w", parameter)], learningRate: 1, link)
    return gradients.map { gradient in
      parameter.grad = Tensor([gradient])
      optimizer.step()
      return parameter.detached().array(of: Double.self)[0]
    }
  }

  @Test func adamIsItsFormula() {
    let (beta1, beta2, epsilon) = (0.75, 0.5, 0.25)
    var (mean, square, weight) = (0.0, 0.0, 0.0)
    let gradients = [2.0, -1, 3, 0.5]
    let expected = gradients.enumerated().map { step, gradient in
      mean = beta1 * mean + (1 - beta1) * gradient
      square = beta2 * square + (1 - beta2) * gradient * gradient
      let powers = (0...step).reduce((1.0, 1.0)) { product, _ in
        (product.0 * beta1, product.1 * beta2)
      }
      weight -= mean / (1 - powers.0) / ((square / (1 - powers.1)).squareRoot() + epsilon)
      return weight
    }
    let link = AdamScaling(beta1: beta1, beta2: beta2, epsilon: epsilon)
    #expect(maxDifference(Tensor(weights(link, gradients: gradients)), Tensor(expected)) < 1e-14)
  }

  @Test func adamsFirstStepIsTheRateAlone() {
    for gradient in [1e-3, 5, -7e4] {
      let weight = weights(AdamScaling(), gradients: [gradient])[0]
      #expect(abs(weight + (gradient > 0 ? 1 : -1)) < 1e-4)
    }
  }

  @Test func adagradIsItsFormula() {
    // s = 9, 25: steps 3/(3+1), −4/(5+1).
    let found = weights(AdagradScaling(epsilon: 1), gradients: [3, -4])
    #expect(maxDifference(Tensor(found), Tensor([-0.75, -0.75 + 4.0 / 6] as [Double])) < 1e-15)
  }

  @Test func settingsOutOfRangeTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdamScaling(beta2: 1)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("beta2: expected 0 to below 1, found 1.0"))
    let other = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdagradScaling(epsilon: 0)
    }
    let otherMessage = text(other?.standardErrorContent)
    #expect(otherMessage.contains("epsilon: expected above 0, found 0.0"))
  }
}
