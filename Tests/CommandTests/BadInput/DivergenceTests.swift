import Testing
import Torch

struct DivergenceTests {
  @Test func stopsWithTheStepAndTheLayerAndKeepsAGoodCheckpoint() async throws {
    let bench = try Bench()
    let outcome = try await bench.attempt(
      "run", ["--learning-rate", "1e30", "--checkpoint-every", "1", "--log-every", "1"])
    expectFailure(outcome, code: 1, "step 2: ", "began in", "layer1.0.conv1.weight", "--clip-norm")
    let file = try SafetensorsFile(bench.path("run/last.safetensors"))
    #expect(file.tensors.values.allSatisfy { !$0.dtype.isFloatingPoint || $0.isFinite })
    #expect(try bench.metrics("run", "step").count == 1)
    // It loads: resumed, the run comes to the same step.
    let resumed = try await bench.resume("run")
    expectFailure(resumed, code: 1, "step 2: ")
    #expect(resumed.errors.contains("from step 1"))
  }
}
