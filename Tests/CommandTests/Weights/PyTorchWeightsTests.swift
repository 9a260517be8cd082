import Foundation
import TestSupport
import Testing
import Torch

/// Files of `torch.save`, and what training scripts put around a model.
struct PyTorchWeightsTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// The initial weights of `resnet8` for seed 5.
  private func initialWeights() async throws -> [(name: String, tensor: Tensor)] {
    try await bench.initialize("initial", seed: 5)
    let file = try SafetensorsFile(bench.path("initial"))
    return file.names.compactMap { name in file[name].map { (name, $0) } }
  }

  private func engine(_ words: String...) async throws -> Outcome {
    try await Command.run(words, in: bench.path(""))
  }

  /// Training starts from the same weights, whatever the file they are in.
  @Test func trainingStartsFromAStateDict() async throws {
    let weights = try await initialWeights()
    try bench.write(saved(weights, entry: "state_dict", prefix: "module."), to: "w.pth")
    let common = ["--steps", "2", "--no-augment", "--no-shuffle", "--weights"]
    let one = try await bench.attempt("one", common + ["initial"])
    let two = try await bench.attempt("two", common + ["w.pth"])
    #expect(one.code == 0 && two.code == 0, "\(one.errors)\(two.errors)")
    let line = "weights: w.pth: took the entry 'state_dict', removed the prefix 'module.'\n"
    #expect(two.errors.contains(line), "\(two.errors)")
    #expect(!one.errors.contains("weights:"), "\(one.errors)")
    #expect(
      try bench.bytes("one/weights.safetensors") == bench.bytes("two/weights.safetensors"))
    let provenance = try #require(try bench.json("two/config.json")["provenance"] as? [String: Any])
    #expect((provenance["weights"] as? String)?.count == 64)
    let plain = try #require(try bench.json("one/config.json")["provenance"] as? [String: Any])
    #expect(plain["weights"] as? String != provenance["weights"] as? String)

    // `init` writes what training started from; prefixes are removed from safetensors too.
    try SafetensorsFile.write(
      weights.map { ("_orig_mod.model." + $0.name, $0.tensor) }, to: bench.path("wrapped"))
    let outcome = try await engine(
      "init", "--model", "resnet8", "--weights", "wrapped", "--output", "again")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors == "weights: wrapped: removed the prefix '_orig_mod.model.'\n")
    #expect(try bench.bytes("again") == bench.bytes("initial"))
  }

  /// The file may change or go once the run has saved its state; before, it is the one it began with.
  @Test func aResumedRunDoesNotReadItAgain() async throws {
    try bench.write(saved(try await initialWeights()), to: "w.pth")
    let words = ["--steps", "14", "--checkpoint-every", "1", "--weights", "w.pth"]
    let whole = try await bench.attempt("whole", words)
    #expect(whole.code == 0, "\(whole.errors)")
    let cut = try await bench.attempt("cut", words)
    #expect(cut.code == 0)
    let other = Array(try bench.bytes("w.pth").dropLast(100))
    try bench.write(other, to: "w.pth")
    let resumed = try await bench.resume("cut")
    #expect(resumed.code == 0 && !resumed.errors.contains("weights:"), "\(resumed.errors)")
    #expect(try bench.bytes("cut/last.safetensors") == bench.bytes("whole/last.safetensors"))
    try FileManager.default.removeItem(atPath: bench.path("w.pth"))
    #expect(try await bench.resume("cut").code == 0)

    // Without a saved state the run begins anew, and not from other weights.
    try FileManager.default.removeItem(atPath: bench.path("cut/last.safetensors"))
    try bench.write(other, to: "w.pth")
    expectFailure(
      try await bench.resume("cut"), code: 1, "w.pth is not what the run in",
      "its SHA-256 differs")
  }

  /// Runs of a comparison that begin after a resume start from what the others started from.
  @Test func aResumedComparisonKeepsItsStart() async throws {
    try bench.write(saved(try await initialWeights()), to: "w.pth")
    let outcome = try await bench.compare(
      "both", seeds: 1, ["--steps", "1", "--weights", "w.pth"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    try bench.write(saved(try await initialWeights(), entry: "model"), to: "w.pth")
    try FileManager.default.removeItem(atPath: bench.path("both/all-0"))
    expectFailure(
      try await engine("compare", "--resume", "--output", "both"), code: 1,
      "w.pth is not what the run in both/none-0 began with")
  }

  @Test func evaluateAndPredictReadIt() async throws {
    try bench.write(saved(try await initialWeights(), entry: "model"), to: "w.pth")
    let words = ["evaluate"] + Bench.common
    let saved = try await Command.run(words + ["--weights", "w.pth"], in: bench.path(""))
    let plain = try await Command.run(words + ["--weights", "initial"], in: bench.path(""))
    #expect(saved.code == 0 && saved.output == plain.output, "\(saved.errors)")
    #expect(saved.errors == "weights: w.pth: took the entry 'model'\n" && plain.errors.isEmpty)

    let images = Tensor.normal([2, 1, 28, 28], using: Generator(seed: 1))
    try SafetensorsFile.write([("images", images)], to: bench.path("images"))
    for weights in ["w.pth", "initial"] {
      let outcome = try await engine(
        "predict", "--model", "resnet8", "--weights", weights, "--input", "images", "--threads",
        "1", "--output", "logits-" + weights)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try bench.bytes("logits-w.pth") == bench.bytes("logits-initial"))
  }

  @Test func whatIsNoStateDictIsRefused() async throws {
    for (name, words) in [
      ("module", "a whole pickled object of the type saved.Whole"), ("tar", "tar archive"),
    ] {
      let outcome = try await Command.run(
        ["evaluate"] + Bench.common + ["--weights", Fixture.path("pth/\(name).pth")],
        in: bench.path(""))
      expectFailure(outcome, code: 1, "pth/\(name).pth", words)
    }
  }
}
