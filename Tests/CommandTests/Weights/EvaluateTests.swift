import TestSupport
import Testing

struct EvaluateTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func evaluate(_ weights: String, _ words: String...) async throws -> Outcome {
    try await Command.run(
      ["evaluate", "--config", "run/config.json", "--weights", weights] + words,
      in: bench.path(""))
  }

  @Test func findsWhatTheRunFound() async throws {
    try await bench.train("run", "--epochs", "1")
    let epochs = try bench.metrics("run", "epoch")
    let accuracy = try #require(epochs[0]["testAccuracy"] as? Double)
    let loss = try #require(epochs[0]["testLoss"] as? Double)

    let json = try await evaluate("run/last.safetensors", "--json")
    #expect(json.code == 0 && json.errors.isEmpty, "\(json.errors)")
    let result = try object(json.output)
    #expect(result.keys.sorted() == ["formatVersion", "testAccuracy", "testLoss"])
    #expect(result["testAccuracy"] as? Double == accuracy)
    #expect(abs(try #require(result["testLoss"] as? Double) - loss) < 1e-5)

    let text = try await evaluate("run/weights.safetensors")
    let found = try #require(
      text.output.wholeMatch(of: /accuracy (\d+\.\d\d) %  loss (\d+\.\d{4})\n/))
    #expect(abs(try #require(Double(found.1)) - accuracy * 100) < 0.006)
    #expect(abs(try #require(Double(found.2)) - loss) < 1e-4)

    let missing = try await evaluate("nothing")
    expectFailure(missing, code: 1, "nothing of --weights does not exist")
  }
}
