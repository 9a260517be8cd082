import CentralizeOptions
import Testing

/// What a recipe says beside options.
struct RecipeFileTests {
  private let recipe = ConfigurationFile(
    path: "the recipe cars",
    entries: [
      .init(key: "about", value: .text("cars")), .init(key: "requires", value: .text("weights")),
      .init(key: "model", value: .text("resnet50")),
    ])

  private func arguments(_ words: String...) throws -> [String] {
    let words = try #require(CommandWords(words))
    return try recipe.arguments(for: words.command, before: words)
  }

  @Test func itsLineIsNoOption() throws {
    #expect(recipe.about == "cars")
    #expect(try arguments("train", "--weights", "w.pth") == ["--model=resnet50"])
  }

  @Test func whatItRequiresMustBeGivenWhereItTrains() throws {
    expectError("--weights is missing", "the recipe cars") { _ = try arguments("compare") }
    expectError("--weights is missing") { _ = try arguments("train", "--epochs", "1") }
    #expect(try arguments("train", "--resume", "--output", "runs/1") == ["--model=resnet50"])
    #expect(try arguments("plan") == ["--model=resnet50"])
  }

  @Test func aRequirementIsAnOption() throws {
    let words = try #require(CommandWords(["train"]))
    for value in [ConfigurationValue.text("wheels"), .number("3")] {
      let broken = ConfigurationFile(
        path: "r.yaml", entries: [.init(key: "requires", value: value)])
      expectError("r.yaml", "'requires'", "the name of an option") {
        _ = try broken.arguments(for: .train, before: words)
      }
    }
  }

  @Test func aRecipeOrAFileIsNamedOnce() throws {
    #expect(try CommandWords(["train", "--recipe=cars"])?.recipeName() == "cars")
    #expect(try CommandWords(["train"])?.recipeName() == nil)
    expectError("--recipe cannot be given here", "--config") {
      _ = try CommandWords(["train", "--recipe", "cars", "--config", "c.yaml"])?.recipeName()
    }
    expectError("--recipe cannot be given here", "more than once") {
      _ = try CommandWords(["train", "--recipe", "cars", "--recipe", "dogs"])?.recipeName()
    }
  }
}
