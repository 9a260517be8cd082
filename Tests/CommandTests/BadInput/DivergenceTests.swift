import TestSupport
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

  /// A convolution so small, before a gain so large, that the logits are of usual size: only the
  /// gradient leaves the range of float32.
  @Test(arguments: [[], ["--sam", "0.05"]])
  func stopsAtAGradientThatIsNotFinite(_ words: [String]) async throws {
    let bench = try Bench()
    try await bench.initialize("usual", seed: 0)
    let file = try SafetensorsFile(bench.path("usual"))
    let steep = try file.names.map { name in
      let weight = try #require(file[name])
      let factor = ["layer3.0.conv2.weight": 1e-36, "layer3.0.bn2.weight": 1e36, "fc.weight": 100]
      return (name: name, tensor: factor[name].map { weight * $0 } ?? weight)
    }
    try SafetensorsFile.write(steep, to: bench.path("steep"))
    let outcome = try await bench.attempt(
      "run", ["--weights", "steep", "--checkpoint-every", "1", "--steps", "2"] + words)
    expectFailure(outcome, code: 1, "step 1: the gradient of layer", "is no longer finite")
    #expect(!bench.has("run/last.safetensors") && !bench.has("run/weights.safetensors"))
  }
}
