import Foundation
import TestSupport
import Testing
import Torch

/// What `train` writes.
struct RunFilesTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  @Test func areThoseOfTheContract() async throws {
    let outcome = try await bench.command("run", ["--epochs", "2", "--log-every", "5"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let last = try #require(outcome.output.firstMatch(of: /epoch 2 .* test accuracy (\d+\.\d\d) %/))
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("run: 77754 parameters, 96 images per epoch, 24 steps"))
    #expect(outcome.errors.contains("epoch 1  step 12 "))
    #expect(!outcome.errors.contains("\u{1B}"))

    let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("run")).sorted()
    #expect(
      names == [
        "config.json", "confusion.json", "last.safetensors", "metrics.jsonl", "timings.json",
        "weights.safetensors",
      ])
    try checkConfiguration()
    try checkMetrics(accuracy: try #require(Double(last.1)))
    let timings = try bench.json("run/timings.json")
    #expect(timings["formatVersion"] as? Int == 1)
    #expect((timings["epochs"] as? [Any])?.count == 2)
    // As many are right as the accuracy says.
    let counts = try #require(try bench.json("run/confusion.json")["counts"] as? [[Int]])
    let (all, right) = (counts.map { $0[2] }, counts.filter { $0[0] == $0[1] }.map { $0[2] })
    let share = 100 * Double(right.reduce(0, +)) / Double(all.reduce(0, +))
    #expect(String(format: "%.2f", share) == String(last.1))
    try checkTensors()
  }

  private func checkConfiguration() throws {
    let config = try bench.json("run/config.json")
    #expect(config["formatVersion"] as? Int == 1)
    #expect(config["learning-rate"] as? Double == 0.1)
    #expect(config["weight-decay"] as? Double == 5e-4)
    #expect(config["momentum"] as? Double == 0.9)
    #expect(config["centralization"] as? String == "all")
    #expect(config["placement"] as? String == "gradient")
    #expect(config["schedule"] as? String == "cosine")
    #expect(config["data"] as? String == bench.path("data"))
    #expect(config["output"] == nil)
    let provenance = try #require(config["provenance"] as? [String: Any])
    #expect(
      provenance.keys.sorted() == [
        "commit", "cpuCapability", "data", "libtorch", "threads", "version",
      ])
    #expect(provenance["libtorch"] as? String == Runtime.version)
    let digests = try #require(provenance["data"] as? [String: String])
    #expect(digests.count == 4 && digests.values.allSatisfy { $0.count == 64 })
  }

  private func checkMetrics(accuracy: Double) throws {
    let steps = try bench.metrics("run", "step")
    #expect(steps.map { $0["step"] as? Int } == [5, 10, 15, 20])
    #expect(steps.map { $0["epoch"] as? Int } == [1, 1, 2, 2])
    for step in steps {
      #expect(
        step.keys.sorted() == [
          "epoch", "formatVersion", "kind", "learningRate", "step", "trainLoss",
        ])
    }
    let epochs = try bench.metrics("run", "epoch")
    #expect(epochs.map { $0["epoch"] as? Int } == [1, 2])
    #expect(epochs.map { $0["step"] as? Int } == [12, 24])
    for epoch in epochs {
      #expect(
        epoch.keys.sorted() == [
          "epoch", "formatVersion", "kind", "learningRate", "step", "testAccuracy", "testLoss",
          "trainLoss",
        ])
    }
    let found = try #require(epochs[1]["testAccuracy"] as? Double)
    #expect((0...1).contains(found) && abs(found * 100 - accuracy) < 0.006)
    // 32 test images, so a whole number of 32nds; and it learns something.
    #expect(found * 32 == (found * 32).rounded() && found > 0.3)
  }

  private func checkTensors() throws {
    let weights = try SafetensorsFile(bench.path("run/weights.safetensors"))
    let last = try SafetensorsFile(bench.path("run/last.safetensors"))
    #expect(weights["conv1.weight"]?.shape == [16, 1, 3, 3])
    #expect(weights["fc.bias"]?.dtype == .float32)
    #expect(weights["bn1.num_batches_tracked"]?.intItem == 24)
    #expect(last.metadata["formatVersion"] == "2")
    #expect(last.names.filter { !$0.contains("/") }.sorted() == weights.names.sorted())
    #expect(last.names.contains("optimizer/momentum.velocity/layer2.0.downsample.0.weight"))
  }

  @Test func haveEqualBytesForEqualRuns() async throws {
    let options = ["--steps", "5", "--log-every", "2", "--validation", "8"]
    for name in ["first", "second"] {
      let outcome = try await bench.attempt(name, options)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    for file in ["config.json", "metrics.jsonl", "last.safetensors", "weights.safetensors"] {
      #expect(try bench.bytes("first/" + file) == bench.bytes("second/" + file), "\(file)")
    }
    let validated = try bench.metrics("first", "epoch")
    #expect(validated.allSatisfy { $0["validationAccuracy"] is Double })
  }
}
