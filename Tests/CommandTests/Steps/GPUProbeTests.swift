import Foundation
import TestSupport
import Testing

/// What `Scripts/gpu-check` asks on a machine with a GPU, here of the CPU.
@Suite struct GPUProbeTests {
  private func answer(_ words: [String]) async throws -> [String: Any] {
    let outcome = try await Command.run(words, program: "gpu-probe")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test func aStepThatIsNotFiniteChangesNothing() async throws {
    let answer = try await answer(["broken", "cpu"])
    #expect(answer["steps"] as? Int == 2 && answer["difference"] as? Double == 0)
    #expect((answer["error"] as? String)?.hasPrefix("step 3: the loss is not a number") == true)
  }

  @Test func productsOfTheProcessorAreThoseOfFloat32() async throws {
    let answer = try await answer(["tf32", "cpu"])
    #expect(answer.count == 4)
    for (name, value) in answer {
      let difference = try #require(value as? Double)
      #expect(difference > 0 && difference < 1e-5, "\(name)")
    }
  }

  @Test func whatIsNoQuestionIsSaid() async throws {
    let outcome = try await Command.run(["speeed", "cpu"], program: "gpu-probe")
    #expect(outcome.code == 1 && outcome.errors == "gpu-probe: no such question: speeed\n")
  }
}
