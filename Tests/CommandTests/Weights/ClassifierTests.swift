import TestSupport
import Testing
import Torch

/// A classifier for another number of classes.
struct ClassifierTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Weights of `resnet8` with seven classes, as `seven`.
  private func writeSevenClasses() async throws -> [String: Tensor] {
    let outcome = try await Command.run(
      ["init", "--model", "resnet8", "--classes", "7", "--seed", "8", "--output", "seven"],
      in: bench.path(""))
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try SafetensorsFile(bench.path("seven")).tensors
  }

  private static let line =
    "weights: seven: the classifier has 7 classes there and 10 here, so it was replaced: fc.weight, "
    + "fc.bias begin with the initial weights of the seed\n"

  @Test func isReplacedWhereTrainingStarts() async throws {
    let seven = try await writeSevenClasses()
    let outcome = try await Command.run(
      ["init", "--model", "resnet8", "--seed", "3", "--weights", "seven", "--output", "start"],
      in: bench.path(""))
    #expect(outcome.code == 0 && outcome.errors == Self.line, "\(outcome.errors)")
    try await bench.initialize("fresh", seed: 3)
    let start = try SafetensorsFile(bench.path("start")).tensors
    let fresh = try SafetensorsFile(bench.path("fresh")).tensors
    for (name, tensor) in start {
      let expected = name.hasPrefix("fc.") ? fresh[name] : seven[name]
      #expect(try isBitIdentical(tensor, #require(expected)), "\(name)")
    }

    // Both arms of a comparison start from exactly that: as a run that does not move its weights shows.
    let still = [
      "--seed", "3", "--weights", "seven", "--steps", "1", "--learning-rate", "1e-30", "--momentum",
      "0", "--weight-decay", "0",
    ]
    let comparison = try await bench.compare("both", seeds: 1, still)
    #expect(comparison.code == 0, "\(comparison.errors)")
    #expect(comparison.errors.ranges(of: Self.line).count == 2)
    for arm in ["none-3", "all-3"] {
      let end = try SafetensorsFile(bench.path("both/\(arm)/weights.safetensors")).tensors
      // Those that begin at 0, as the biases of batch norms, are moved by the least step.
      for (name, tensor) in start where name.contains("conv") || name.hasPrefix("fc.") {
        #expect(try isBitIdentical(tensor, #require(end[name])), "\(arm) \(name)")
      }
    }
  }

  @Test func isRefusedElsewhere() async throws {
    var tensors = try await writeSevenClasses()
    let reshaped = "fc.weight: expected [10, 64], found [7, 64]"
    let evaluation = try await Command.run(
      ["evaluate"] + Bench.common + ["--weights", "seven"], in: bench.path(""))
    expectFailure(evaluation, code: 1, "seven does not fit the model resnet8", reshaped)
    try SafetensorsFile.write([("images", .zeros([1, 1, 28, 28]))], to: bench.path("images"))
    let prediction = try await Command.run(
      [
        "predict", "--model", "resnet8", "--classes", "10", "--weights", "seven", "--input",
        "images", "--output", "logits",
      ], in: bench.path(""))
    expectFailure(prediction, code: 1, reshaped)
    #expect(!bench.has("logits"))

    // A checkpoint whose classifier was cut down is no run's to go on with.
    try await bench.train("run", "--steps", "1")
    let checkpoint = try SafetensorsFile(bench.path("run/last.safetensors"))
    let cut = checkpoint.names.compactMap { name in
      (name.hasPrefix("fc.") ? tensors[name] : checkpoint[name]).map { (name, $0.clone()) }
    }
    try SafetensorsFile.write(
      cut, metadata: checkpoint.metadata, to: bench.path("run/last.safetensors"))
    expectFailure(try await bench.resume("run"), code: 1, reshaped)

    // Beside the classifier's size nothing may differ, and then all that does is listed.
    tensors["layer1.0.conv1.weight"] = .zeros([16, 16, 1, 1])
    tensors["bn1.bias"] = nil
    tensors["bn9.bias"] = .zeros([1])
    try SafetensorsFile.write(tensors.map { ($0.key, $0.value) }, to: bench.path("other"))
    let training = try await bench.attempt("other-run", ["--steps", "1", "--weights", "other"])
    expectFailure(
      training, code: 1, "1 keys missing (bn1.bias)", "1 keys unexpected (bn9.bias)",
      "layer1.0.conv1.weight: expected [16, 16, 3, 3], found [16, 16, 1, 1]")
    #expect(!bench.has("other-run"))
    // Nor may the classifier lack a part, or have another number of inputs.
    tensors = try SafetensorsFile(bench.path("seven")).tensors
    tensors["fc.weight"] = .zeros([7, 32])
    try SafetensorsFile.write(tensors.map { ($0.key, $0.value) }, to: bench.path("narrow"))
    expectFailure(
      try await bench.attempt("narrow-run", ["--steps", "1", "--weights", "narrow"]), code: 1,
      "fc.weight: expected [10, 64], found [7, 32]")
    tensors["fc.weight"] = nil
    try SafetensorsFile.write(tensors.map { ($0.key, $0.value) }, to: bench.path("without"))
    expectFailure(
      try await bench.attempt("without-run", ["--steps", "1", "--weights", "without"]), code: 1,
      "1 keys missing (fc.weight)")
  }
}
