import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Memory that a link does not declare could be saved and not be restored: its first step traps.
@Suite struct UndeclaredSlotTests {
  private struct Forgetful: GradientTransform {
    let name = "forgetful"
    let slots: [String]
    let uses: String

    func transform(_ updates: inout [Tensor], in context: TransformContext) {
      if uses == "number.scalar" {
        context.setNumbers("number", context.numbers("number", initially: 2))
      } else {
        updates = zip(updates, context.slot(uses)).map { $0 + $1 }
      }
    }
  }

  private struct Follower: WeightTransform {
    let name = "follower"
    let slots: [String]
    func begin(in context: WeightContext) { _ = context.slot("slow") }
    func finish(in context: WeightContext) {}
  }

  private static func step(_ slots: [String], _ uses: String) {
    let parameters = SampleParameters()
    parameters.train(
      Optimizer(parameters.named, learningRate: 0.1, Forgetful(slots: slots, uses: uses)), steps: 1)
  }

  @Test func aDeclaredSlotIsKept() {
    Self.step(["memory"], "memory")
    Self.step(["number.scalar"], "number.scalar")
  }

  @Test func aSlotThatIsNotDeclaredTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      UndeclaredSlotTests.step(["other"], "memory")
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("the link forgetful uses the slot memory"))
    await #expect(processExitsWith: .failure) {
      UndeclaredSlotTests.step(["number"], "number.scalar")
    }
    await #expect(processExitsWith: .failure) {
      let parameters = SampleParameters()
      parameters.train(
        Optimizer(
          [
            .init(
              parameters.named, learningRate: 0.1, SGD(), following: [Follower(slots: ["fast"])])
          ]), steps: 1)
    }
  }
}
