import TestSupport
import Testing
import Torch

/// What training starts from.
struct StartingWeightsTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// At a rate that is lost in rounding, weights stay as they were.
  @Test func initWritesThemAndFileOrderRepeats() async throws {
    try await bench.initialize("initial", seed: 3)
    try await bench.train(
      "run", "--seed", "3", "--epochs", "2", "--log-every", "1", "--learning-rate", "1e-30",
      "--momentum", "0", "--weight-decay", "0", "--schedule", "constant", "--no-augment",
      "--no-shuffle")
    let start = try SafetensorsFile(bench.path("initial"))
    let end = try SafetensorsFile(bench.path("run/weights.safetensors"))
    #expect(start.names == end.names)
    let weights = start.names.filter { $0.contains("conv") || $0.contains("fc") }
    #expect(weights.count == 9)
    for name in weights {
      #expect(try isBitIdentical(#require(start[name]), #require(end[name])), "\(name)")
    }
    // So the losses of the second epoch are those of the first: the records in the file's order.
    let losses = try bench.metrics("run", "step").compactMap { $0["trainLoss"] as? Double }
    #expect(losses.count == 24 && Array(losses.prefix(12)) == Array(losses.suffix(12)))
    #expect(Set(losses).count == 12)
  }

  @Test func initRepeatsItself() async throws {
    let outcome = try await bench.centralize(
      "init", "--model", "resnet8", "--seed", "7", "--output", "first")
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    try await bench.initialize("second", seed: 7)
    try await bench.initialize("other", seed: 8)
    #expect(try bench.bytes("first") == bench.bytes("second"))
    #expect(try bench.bytes("first") != bench.bytes("other"))
  }

  /// The form of the network is that of every subcommand that makes one.
  @Test func theFormGoesThroughTheCommand() async throws {
    let form = ["--normalization", "group", "--weight-form", "normalized"]
    let outcome = try await bench.command("run", form + ["--steps", "2"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let weights = "run/weights.safetensors"
    let names = try SafetensorsFile(bench.path(weights)).names
    #expect(names.contains("conv1.parametrizations.weight.original0"))
    #expect(names.contains("bn1.weight") && !names.contains("bn1.running_mean"))
    let evaluate = [
      "evaluate", "--model", "resnet8", "--dataset", "fashion-mnist", "--data", "data",
    ]
    let words = evaluate + ["--weights", weights]
    #expect(try await Command.run(words + form, in: bench.path("")).code == 0)
    expectFailure(
      try await Command.run(words, in: bench.path("")), code: 1,
      "conv1.parametrizations.weight.original0")
    try SafetensorsFile.write([("images", Tensor.zeros([1, 1, 28, 28]))], to: bench.path("images"))
    let predict = ["predict", "--model", "resnet8", "--weights", weights, "--input", "images"]
    let outcomeOfPredict = try await Command.run(
      predict + ["--output", "logits"] + form, in: bench.path(""))
    #expect(outcomeOfPredict.code == 0, "\(outcomeOfPredict.errors)")
  }

  /// Given the weights, and neither order nor augmentation by chance, the seed has no say.
  @Test func givenOnesReplaceThoseOfTheSeed() async throws {
    try await bench.initialize("start.safetensors", seed: 9)
    for seed in ["1", "2"] {
      try await bench.train(
        "run-" + seed, "--seed", seed, "--steps", "3", "--weights", "start.safetensors",
        "--no-augment", "--no-shuffle")
    }
    let file = "/weights.safetensors"
    #expect(try bench.bytes("run-1" + file) == bench.bytes("run-2" + file))
    try await bench.train("own", "--seed", "1", "--steps", "3", "--no-augment", "--no-shuffle")
    #expect(try bench.bytes("own" + file) != bench.bytes("run-1" + file))
  }
}
