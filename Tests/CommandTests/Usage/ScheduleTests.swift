import Foundation
import TestSupport
import Testing

/// `centralize schedule`.
struct ScheduleTests {
  @Test func drawsInTheTerminalAndAsSVG() async throws {
    let folder = try TemporaryFolder()
    let file = folder.file("rate.svg")
    let outcome = try await Command.run([
      "schedule", "--schedule", "linear,warmup:10e", "--epochs", "50", "--learning-rate", "0.4",
      "--output",
      file,
    ])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "Learning rate: linear,warmup:10e")
    #expect(lines[1].hasPrefix("0.4 ┤") && lines[16].hasPrefix("  0 ┤"))
    // The top is a fifth of the way along, the ends are at the bottom.
    let top = try #require(lines[1].firstIndex(of: "•"))
    #expect((16...20).contains(lines[1].distance(from: lines[1].startIndex, to: top)))
    #expect(lines[16].hasSuffix("•") && lines[18].hasSuffix("50 epochs"))
    let svg = String(decoding: try folder.read("rate.svg"), as: UTF8.self)
    #expect(svg.hasPrefix("<svg") && svg.contains("learning rate"))
  }

  @Test func takesARecipeAndSaysWhatAPlateauIs() async throws {
    let recipe = try await Command.run(["schedule", "--recipe", "imagenet-resnet50-torchvision"])
    #expect(recipe.code == 0, "\(recipe.errors)")
    #expect(recipe.output.hasPrefix("Learning rate: exponential:0.1:30"))
    let plateau = try await Command.run([
      "schedule", "--schedule", "plateau:0.1:5", "--steps", "30",
    ])
    #expect(plateau.output.contains("When a plateau lets the rate fall"))
  }

  @Test func saysWhatIsWrong() async throws {
    expectFailure(
      try await Command.run(["schedule"]), code: 64, "--schedule is missing: it is what is drawn")
    expectFailure(
      try await Command.run(["schedule", "--schedule", "cosin"]), code: 64, "--schedule must be",
      "'cosin'")
    expectFailure(
      try await Command.run([
        "schedule", "--schedule", "cosine", "--epochs", "2", "--steps", "3",
      ]), code: 64, "--steps cannot be given here")
    expectFailure(
      try await Command.run(["schedule", "--schedule", "cosine", "--steps-per-epoch", "0"]),
      code: 64, "--steps-per-epoch must be between 1")
  }
}
