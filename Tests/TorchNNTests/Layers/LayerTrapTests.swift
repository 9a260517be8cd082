import TestSupport
import Testing
import Torch
import TorchNN

@Suite struct LayerTrapTests {
  @Test func groupsThatDoNotDivideTheChannels() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(4, 6, kernel: 3, groups: 4, using: Generator(seed: 1))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("groups must divide 4 inputs and 6 outputs, found 4"))
  }

  /// PyTorch: "Expected more than 1 value per channel when training".
  @Test func batchNormOverASingleValue() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm(3)(.ones([1, 3, 1, 1]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("more than one value per channel while training, found [1, 3, 1, 1]"))
    let norm = BatchNorm(3)
    norm.setTraining(false)
    #expect(norm(.ones([1, 3, 1, 1])).shape == [1, 3, 1, 1])
    norm.setTraining(true)
    norm.isFrozen = true
    #expect(norm(.ones([1, 3])).shape == [1, 3])
  }

  @Test func sizesForAnotherNumberOfDimensions() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv3d(4, 6, kernel: [3, 3], using: Generator(seed: 1))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("expected 1 or 3 sizes, found [3, 3]"))
  }

  @Test func normGroupsThatDoNotDivideTheChannels() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GroupNorm(4, 6)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("groups must divide 6 channels, found 4"))
  }
}
