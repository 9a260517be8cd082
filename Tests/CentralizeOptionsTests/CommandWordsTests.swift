import CentralizeOptions
import Testing

struct CommandWordsTests {
  @Test func helpAndVersionAreLeftToTheParser() throws {
    #expect(CommandWords([]) == nil)
    #expect(CommandWords(["help", "train"]) == nil)
    #expect(CommandWords(["train", "--seed", "1", "--help"]) == nil)
    #expect(CommandWords(["train", "-h"]) == nil)
    #expect(CommandWords(["init", "--version"]) == nil)
    #expect(try #require(CommandWords(["init", "--seed", "1"])).command == .initialize)
  }

  @Test func unknownSubcommandsAreNamed() throws {
    expectError("'trian'", "'train'") { try Subcommand.check(["trian"]) }
    for known in [[], ["train"], ["help"], ["--version"], ["-h"]] { try Subcommand.check(known) }
  }

  @Test func unknownOptionsAreNamed() throws {
    let words = try #require(CommandWords(["train", "--seed", "1", "--lr=0.1"]))
    expectError("'--lr'", "'--learning-rate'") { try words.checkNames() }
    let evaluation = try #require(CommandWords(["evaluate", "--momentum", "0.1"]))
    expectError("'--momentum'", "'evaluate'") { try evaluation.checkNames() }
    try #require(CommandWords(["train", "--no-augment", "--", "--x"])).checkNames()
    let former = try #require(CommandWords(["benchmark", "optimizer", "--network", "vgg11"]))
    expectError("'--network'", "the nearest is '--model'") { try former.checkNames() }
  }

  @Test(arguments: [
    (["--batch-size", "many"], "a whole number"), (["--batch-size=1.5"], "a whole number"),
    (["--seed", "99999999999999999999"], "a whole number up to 9223372036854775807"),
    (["--momentum", "x"], "a number"), (["--model", "resnet19"], "one of resnet18"),
  ])
  func valuesOfTheWrongKindAreNamed(_ arguments: [String], expected: String) throws {
    let words = try #require(CommandWords(["train"] + arguments))
    expectError("must be \(expected)") { try words.checkValues() }
  }

  @Test(arguments: [
    ["--batch-size", "-1"], ["--model"], ["--model", "--seed"], ["--batch-size"],
    ["--resume", "x"], ["--class-subset", "0-4"], ["--learning-rate", "-inf"],
  ])
  func otherValuesAreLeftToTheParserAndTheRanges(_ arguments: [String]) throws {
    try #require(CommandWords(["train"] + arguments)).checkValues()
  }

  @Test func theConfigurationFileIsFound() throws {
    #expect(
      try #require(CommandWords(["train", "--config", "a.yaml"])).configurationPath() == "a.yaml")
    #expect(
      try #require(CommandWords(["train", "--config=a=b"])).configurationPath() == "a=b")
    #expect(try #require(CommandWords(["train"])).configurationPath() == nil)
    let twice = try #require(CommandWords(["train", "--config", "a", "--config=b"]))
    expectError("--config", "more than once") { _ = try twice.configurationPath() }
  }

  @Test func bothSpellingsOfAFlagCount() throws {
    let words = try #require(CommandWords(["train", "--no-augment"]))
    #expect(words.contains(.augment))
    #expect(!words.contains(.shuffle))
  }
}
