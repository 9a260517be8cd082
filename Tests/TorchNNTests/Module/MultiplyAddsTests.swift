import Testing
import Torch
import TorchNN

/// The multiplications of a layer, against their number by hand.
@Suite struct MultiplyAddsTests {
  @Test func aLinearLayerMultipliesEveryInput() {
    let layer = Linear(5, 7, using: .shapesOnly)
    #expect(layer.multiplyAdds(for: [5]) == 35)
    #expect(layer.multiplyAdds(for: [2, 3, 5]) == 6 * 35)
  }

  @Test func aConvolutionMultipliesItsWindowEverywhere() {
    // 3×3 windows with stride 2 on 8×8 give 4×4.
    let layer = Conv2d(4, 6, kernel: 3, stride: 2, padding: 1, groups: 2, using: .shapesOnly)
    #expect(layer.multiplyAdds(for: [1, 4, 8, 8]) == 16 * 6 * 2 * 9)
  }

  @Test func aTransposedConvolutionMultipliesEachInput() {
    let layer = ConvTranspose2d(4, 6, kernel: 3, stride: 2, groups: 2, using: .shapesOnly)
    #expect(layer.multiplyAdds(for: [1, 4, 5, 5]) == 25 * 4 * 3 * 9)
  }

  @Test(arguments: WeightForm.allCases)
  func theFormOfTheWeightChangesNothing(_ form: WeightForm) {
    let layer = Conv2d(4, 6, kernel: 3, form: form, using: .shapesOnly)
    #expect(layer.multiplyAdds(for: [1, 4, 3, 3]) == 6 * 36)
  }

  @Test func nothingElseIsCounted() {
    let layers = Sequential(
      Conv2d(3, 4, kernel: 1, using: Generator(seed: 1)), BatchNorm2d(4), ReLU(), MaxPool2d(2),
      Flatten(), Linear(16, 2, using: Generator(seed: 1)))
    layers.setTraining(false)
    #expect(layers.multiplyAdds(for: [1, 3, 4, 4]) == 16 * 12 + 32)
    #expect(ReLU().multiplyAdds(for: [3]) == 0)
  }
}
