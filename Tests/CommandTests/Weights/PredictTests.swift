import TestSupport
import Testing
import Torch

/// `predict`, against the library.
struct PredictTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func predict(_ words: String...) async throws -> Outcome {
    try await Command.run(
      ["predict", "--model", "resnet8", "--weights", "w", "--threads", "1", "--output", "logits"]
        + words, in: bench.path(""))
  }

  @Test func readsImagesAndWritesLogits() async throws {
    try await bench.initialize("w", seed: 2)
    let images = Tensor.normal([5, 1, 28, 28], using: Generator(seed: 1))
    try SafetensorsFile.write([("images", images)], to: bench.path("images"))
    let outcome = try await predict("--input", "images", "--batch-size", "2")
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    let whole = try #require(try SafetensorsFile(bench.path("logits"))["logits"])
    #expect(whole.shape == [5, 10] && whole.dtype == .float32 && whole.isFinite)
    #expect(try await predict("--input", "images").code == 0)
    let again = try #require(try SafetensorsFile(bench.path("logits"))["logits"])
    #expect(maxDifference(again, whole) < 1e-5)

    let wrong: [(String, Tensor, String)] = [
      ("image", .zeros([1]), "expected a tensor 'images' [N, C, H, W], found none of that name"),
      ("images", .zeros([1, 28, 28]), "found float32[1, 28, 28]"),
      (
        "images", .zeros([1, 3, 28, 28]),
        "expected images float32[N, 1, H, W], found float32[1, 3, 28, 28]"
      ),
      ("images", .zeros([1, 1, 28, 28], dtype: .int64), "found int64[1, 1, 28, 28]"),
    ]
    for (name, tensor, sentence) in wrong {
      try SafetensorsFile.write([(name, tensor)], to: bench.path("wrong"))
      expectFailure(try await predict("--input", "wrong"), code: 1, "wrong: ", sentence)
    }
    expectFailure(
      try await predict("--input", "nothing"), code: 1, "nothing of --input does not exist")
    expectFailure(try await predict(), code: 64, "--input is missing")
  }
}
