import TestSupport
import Testing
import Torch

/// Freezing, and a rate of its own for the classifier.
struct FineTuningTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  @Test func whatIsFrozenStaysToTheBit() async throws {
    try await bench.initialize("start", seed: 4)
    let words = ["--weights", "start", "--steps", "3"]
    try await bench.train(
      "run", "--weights", "start", "--steps", "3", "--freeze-up-to", "layer2",
      "--classifier-learning-rate", "0.5")
    let start = try SafetensorsFile(bench.path("start")).tensors
    let end = try SafetensorsFile(bench.path("run/weights.safetensors")).tensors
    for (name, tensor) in start {
      let isFrozen = ["conv1.", "bn1.", "layer1.", "layer2."].contains { name.hasPrefix($0) }
      #expect(try isBitIdentical(tensor, #require(end[name])) == isFrozen, "\(name)")
    }
    let config = try bench.json("run/config.json")
    #expect(config["freeze-up-to"] as? String == "layer2")
    // The rate of the classifier has an effect.
    let plain = try await bench.attempt("plain", words + ["--freeze-up-to", "layer2"])
    #expect(plain.code == 0, "\(plain.errors)")
    #expect(
      try bench.bytes("plain/weights.safetensors") != bench.bytes("run/weights.safetensors"))
    // What is frozen is no number that is trained.
    let count = try #require(plain.errors.firstMatch(of: /plain: (\d+) parameters/))
    let trained = start.filter { name, _ in
      (name.hasPrefix("layer3.") || name.hasPrefix("fc."))
        && !name.contains("running") && !name.contains("tracked")
    }
    #expect(Int(count.1) == trained.map(\.value.count).reduce(0, +))
  }

  @Test func frozenBatchNormsStay() async throws {
    try await bench.train("run", "--seed", "4", "--steps", "3")
    let outcome = try await bench.attempt(
      "tuned",
      [
        "--weights", "run/last.safetensors", "--steps", "2", "--freeze-batch-norm",
      ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let start = try SafetensorsFile(bench.path("run/weights.safetensors")).tensors
    let end = try SafetensorsFile(bench.path("tuned/weights.safetensors")).tensors
    for (name, tensor) in start {
      let isNorm = name.contains("bn") || name.contains("downsample.1")
      #expect(try isBitIdentical(tensor, #require(end[name])) == isNorm, "\(name)")
    }
  }

  @Test func aStageThatIsNotThereIsNamed() async throws {
    let outcome = try await bench.command("run", ["--steps", "1", "--freeze-up-to", "layer4"])
    expectFailure(
      outcome, code: 64, "--freeze-up-to must be a stage of resnet8: stem, layer1, layer2, layer3")
  }
}
