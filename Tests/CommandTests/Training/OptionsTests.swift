import Foundation
import TestSupport
import Testing
import Torch

/// What the options of `train` change, and what they do not.
struct OptionsTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func weights(_ run: String) throws -> [UInt8] {
    try bench.bytes(run + "/weights.safetensors")
  }

  @Test func workersChangeNothingAndTheRestDoes() async throws {
    try await bench.train("base", "--steps", "3")
    try await bench.train("workers", "--steps", "3", "--workers", "3")
    #expect(try weights("workers") == weights("base"))
    try await bench.train("none", "--steps", "3", "--centralization", "none")
    try await bench.train("convolutions", "--steps", "3", "--centralization", "convolutions")
    try await bench.train("seed", "--steps", "3", "--seed", "1")
    let all = try ["base", "none", "convolutions", "seed"].map(weights)
    #expect(Set(all).count == 4)
  }

  @Test func thePlacementMattersForAdam() async throws {
    try await bench.train("gradient", "--steps", "3", "--optimizer", "adam")
    try await bench.train(
      "update", "--steps", "3", "--optimizer", "adam", "--placement", "update")
    #expect(try weights("gradient") != weights("update"))
    // On the update, the mean of every unit's weights stays where the seed put it.
    try await bench.initialize("initial", seed: 0)
    let start = try SafetensorsFile(bench.path("initial"))
    let drift = { (run: String) -> Double in
      let end = try SafetensorsFile(bench.path(run + "/weights.safetensors"))
      let (old, new) = (start["fc.weight"], end["fc.weight"])
      return try (#require(new).sum([1]) - #require(old).sum([1])).abs().max().item
    }
    #expect(try drift("update") < 1e-5)
    #expect(try drift("gradient") > 1e-4)
  }

  @Test func variantsOfCentralizationAreOthers() async throws {
    let runs: [(String, [String])] = [
      ("input", []), ("output", ["--centralization-axis", "output"]),
      ("tensor", ["--centralization-axis", "tensor"]), ("scaled", ["--centralization-scale"]),
      ("moment", ["--placement", "moment"]),
    ]
    for (name, words) in runs {
      let outcome = try await bench.attempt(name, ["--steps", "2", "--optimizer", "adam"] + words)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(Set(try runs.map { try weights($0.0) }).count == runs.count)
    #expect(try bench.json("output/config.json")["centralization-axis"] as? String == "output")
    #expect(try bench.json("scaled/config.json")["centralization-scale"] as? Bool == true)
    #expect(try bench.json("input/config.json")["centralization-axis"] == nil)
  }

  @Test func theConfigurationOfARunMakesItAgain() async throws {
    try await bench.train("first", "--steps", "3", "--seed", "4", "--learning-rate", "0.03")
    let again = try await bench.centralize(
      "train", "--config", "first/config.json", "--output", "again")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try weights("again") == weights("first"))
    #expect(try bench.bytes("again/config.json") == bench.bytes("first/config.json"))
    // The command line wins over the file, and the file over the defaults.
    let other = try await bench.centralize(
      "train", "--config", "first/config.json", "--output", "other", "--seed", "5")
    #expect(other.code == 0, "\(other.errors)")
    #expect(try bench.json("other/config.json")["seed"] as? Int == 5)
    #expect(try bench.json("other/config.json")["learning-rate"] as? Double == 0.03)
    #expect(try weights("other") != weights("first"))
  }

  @Test func doublePrecisionIsDoubleThroughout() async throws {
    try await bench.train("double", "--steps", "2", "--dtype", "float64")
    let file = try SafetensorsFile(bench.path("double/weights.safetensors"))
    #expect(file["conv1.weight"]?.dtype == .float64)
    #expect(file["bn1.running_var"]?.dtype == .float64)
    let conv = try #require(file["layer1.0.conv1.weight"])
    #expect(!conv.to(.float32).to(.float64).isEqual(to: conv))
    // The same run in single precision is close to it.
    try await bench.train("single", "--steps", "2")
    let single = try SafetensorsFile(bench.path("single/weights.safetensors"))
    #expect(try maxDifference(#require(single["layer1.0.conv1.weight"]), conv) < 1e-3)
  }

  @Test func partsOfTheDataAreUsed() async throws {
    try await bench.train(
      "part", "--class-subset", "0-4", "--validation", "8", "--train-samples", "32", "--epochs",
      "1")
    let epochs = try bench.metrics("part", "epoch")
    #expect(epochs.count == 1 && epochs[0]["step"] as? Int == 4)
    // Of 32 test images 17 are of the first five classes; 8 are held out of the training images.
    let test = try #require(epochs[0]["testAccuracy"] as? Double) * 17
    #expect(abs(test - test.rounded()) < 1e-9)
    let validation = try #require(epochs[0]["validationAccuracy"] as? Double) * 8
    #expect(abs(validation - validation.rounded()) < 1e-9)
    #expect(epochs[0]["validationLoss"] is Double)
    let file = try SafetensorsFile(bench.path("part/weights.safetensors"))
    #expect(file["fc.weight"]?.shape == [5, 64])
  }

  @Test func aStepCountsOptimizerSteps() async throws {
    try await bench.train("whole", "--accumulate", "2", "--epochs", "1", "--log-every", "1")
    let steps = try bench.metrics("whole", "step")
    #expect(steps.map { $0["step"] as? Int } == Array(1...6))
    let file = try SafetensorsFile(bench.path("whole/weights.safetensors"))
    #expect(file["bn1.num_batches_tracked"]?.intItem == 12)
  }

  @Test func theScheduleIsInTheMetrics() async throws {
    try await bench.train(
      "rates", "--schedule", "step:1:0.5,warmup:4", "--learning-rate", "0.08", "--steps", "14",
      "--log-every", "1")
    let rates = try bench.metrics("rates", "step").compactMap { $0["learningRate"] as? Double }
    let expected = [0.02, 0.04, 0.06] + Array(repeating: 0.08, count: 9) + [0.04, 0.04]
    #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-15 } && rates.count == 14)
  }

  @Test func aColorDataSetBringsItsChannelsAndClasses() async throws {
    try SmallData.cifar100.write(to: bench.path("color"))
    try await bench.train("run", "--dataset", "cifar100", "--data", "color", "--steps", "2")
    let file = try SafetensorsFile(bench.path("run/weights.safetensors"))
    #expect(file["conv1.weight"]?.shape == [16, 3, 3, 3])
    #expect(file["fc.weight"]?.shape == [100, 64])
  }
}
