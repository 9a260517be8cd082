import CentralizeOptions
import Testing

struct ConfigurationFileTests {
  /// The arguments of a file whose values are unquoted texts.
  private func arguments(
    _ entries: KeyValuePairs<String, String>, for command: Subcommand = .train,
    before line: String...
  ) throws -> [String] {
    try file(entries.map { ($0.key, ConfigurationValue(unquoted: $0.value)) })
      .arguments(for: command, before: #require(CommandWords([command.rawValue] + line)))
  }

  private func file(_ entries: [(String, ConfigurationValue)]) -> ConfigurationFile {
    ConfigurationFile(
      path: "r.yaml",
      entries: entries.map { ConfigurationFile.Entry(key: $0.0, value: $0.1) })
  }

  @Test func keysBecomeArguments() throws {
    #expect(
      try arguments([
        "model": "resnet8", "learning-rate": "1e-3", "seed": "9007199254740993",
        "class-subset": "0-4", "schedule": "step:1,2:0.1", "augment": "false", "nesterov": "yes",
        "no-shuffle": "true", "data": "2024", "resume": "true",
      ]) == [
        "--model=resnet8", "--learning-rate=1e-3", "--seed=9007199254740993", "--class-subset=0-4",
        "--schedule=step:1,2:0.1", "--no-augment", "--nesterov", "--no-shuffle", "--data=2024",
        "--resume",
      ])
    #expect(try arguments(["no-augment": "false", "resume": "no"]) == ["--augment"])
  }

  @Test func whatGoesAroundTheOptimizerIsReadAsItIsRecorded() throws {
    #expect(
      try arguments(["lookahead": "5:0.5", "sam": "0.05", "amsgrad": "false"])
        == ["--lookahead=5:0.5", "--sam=0.05", "--no-amsgrad"])
    #expect(try arguments(["lookahead": "5"]) == ["--lookahead=5"])
  }

  @Test func aListBecomesOneArgument() throws {
    let words = try #require(CommandWords(["train"]))
    let list = ConfigurationValue.list([.number("0"), .text("2-4")])
    #expect(
      try file([("class-subset", list)]).arguments(for: .train, before: words)
        == ["--class-subset=0,2-4"])
    expectError("'seed'", "a list") {
      _ = try file([("seed", list)]).arguments(for: .train, before: words)
    }
  }

  /// Of what may be said several times the file's would count beside those of the command line.
  @Test func whatMayBeSaidSeveralTimesIsAListThatTheCommandLineOverrules() throws {
    let images = file([("images", .list([.text("a"), .number("1")]))])
    #expect(
      try images.arguments(for: .predict, before: #require(CommandWords(["predict"])))
        == ["--images=a", "--images=1"])
    #expect(
      try images.arguments(
        for: .predict, before: #require(CommandWords(["predict", "--images", "b"]))) == [])
  }

  @Test func anUnknownKeyIsNamedWithTheNearest() {
    expectError("r.yaml", "'learning_rate'", "'learning-rate'") {
      _ = try arguments(["learning_rate": "0.1"])
    }
    expectError("r.yaml", "'learning_rate'", "'learning-rate'") {
      _ = try arguments(["learning_rate": "0.1"], for: .plan)
    }
  }

  @Test(arguments: [
    ("batch-size", "many"), ("batch-size", "1.5"), ("seed", "99999999999999999999"),
    ("learning-rate", "fast"), ("learning-rate", "true"), ("model", "resnet19"), ("model", "8"),
    ("augment", "1"), ("clip-norm", "null"), ("output", "~"), ("schedule", "on"),
  ])
  func aValueOfTheWrongTypeIsNamed(_ key: String, value: String) {
    expectError("r.yaml", "'\(key)' must be") { _ = try arguments([key: value]) }
  }

  @Test func quotedNumbersAreTexts() throws {
    let words = try #require(CommandWords(["train"]))
    expectError("r.yaml", "the text '1'") {
      _ = try file([("seed", .text("1"))]).arguments(for: .train, before: words)
    }
    #expect(
      try file([("data", .text("1"))]).arguments(for: .train, before: words) == ["--data=1"])
  }

  @Test func theConfigurationOfARunIsAFile() throws {
    #expect(
      try arguments(["formatVersion": "1", "provenance": "x", "seed": "3"]) == ["--seed=3"])
    expectError("r.yaml", "formatVersion 2", exitCode: 1) {
      _ = try arguments(["seed": "3", "formatVersion": "2"])
    }
    expectError("r.yaml", "'formatVersion' must be") {
      _ = try arguments(["formatVersion": "new"])
    }
  }

  @Test func seedsBelongToCompare() throws {
    #expect(try arguments(["seeds": "3"], for: .compare) == ["--seeds=3"])
    expectError("r.yaml", "'seeds'", "'train'") { _ = try arguments(["seeds": "3"]) }
  }

  @Test func aFileNamesNoFile() {
    expectError("--config", "r.yaml") { _ = try arguments(["config": "a.yaml"]) }
  }

  @Test(arguments: [Subcommand.plan, .evaluate, .initialize, .predict, .export])
  func otherSubcommandsPassOverTrainingKeys(_ command: Subcommand) throws {
    let given = try arguments(
      ["model": "resnet8", "seeds": "3", "resume": "true", "output": "runs/1"], for: command)
    #expect(given == ["--model=resnet8"])
    expectError("'input'", "'\(Subcommand.train.rawValue)'") {
      _ = try arguments(["input": "x"], for: .train)
    }
  }

  @Test func filesThatAreWrittenEndInSafetensors() throws {
    #expect(
      try arguments(["output": "a.safetensors"], for: .initialize) == ["--output=a.safetensors"])
    #expect(try arguments(["output": "runs/1"], for: .initialize).isEmpty)
    #expect(try arguments(["output": "runs/1"], for: .train) == ["--output=runs/1"])
  }

  @Test func theCommandLineTakesMeaningAway() throws {
    #expect(try arguments(["epochs": "3"], before: "--steps", "5").isEmpty)
    #expect(try arguments(["steps": "3"], before: "--epochs=5").isEmpty)
    #expect(
      try arguments(
        [
          "placement": "update", "decay-order": "before", "minimum-fan-in": "2",
          "centralization-strength": "1", "centralization-schedule": "cosine", "seed": "1",
        ],
        before: "--centralization", "none") == ["--seed=1"])
    #expect(
      try arguments(["placement": "update"], before: "--centralization", "all")
        == ["--placement=update"])
    #expect(
      try arguments(["dataset": "mnist", "data": "m"], before: "--dataset", "fashion-mnist")
        == ["--dataset=mnist"])
    #expect(
      try arguments(["dataset": "mnist", "data": "m"], before: "--dataset", "mnist")
        == ["--dataset=mnist", "--data=m"])
    #expect(try arguments(["data": "m"], before: "--dataset", "mnist") == ["--data=m"])
  }
}
