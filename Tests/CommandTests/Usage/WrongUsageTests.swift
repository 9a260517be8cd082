import TestSupport
import Testing

/// Mistakes on the command line, each answered by one sentence before libtorch is loaded.
struct WrongUsageTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let words: [String]
    let expected: [String]
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String, _ expected: String...) {
      self.words = words.split(separator: " ").map(String.init)
      self.expected = expected
    }
  }

  static let mistakes = [
    Mistake("trian", "'trian' is not a subcommand", "'train'"),
    Mistake("train --model resnet9", "--model must be one of resnet18, ", "'resnet9'"),
    Mistake("train --learningrate 1", "'--learningrate' is not", "'--learning-rate'"),
    Mistake("train", "--model is missing", "centralize models"),
    Mistake("train --model resnet8 --dataset mnist", "--data is missing"),
    Mistake("plan --model resnet8 --momentum 0.9", "'--momentum' is not an option of 'plan'"),
  ]

  @Test(arguments: mistakes)
  func isAnsweredByASentence(_ mistake: Mistake) async throws {
    let outcome = try await Command.run(mistake.words, in: bench.path(""))
    expectFailure(outcome, code: 64)
    for word in mistake.expected { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    #expect(outcome.errors.contains("--help'"))
  }

  static let options = [
    Mistake("--batch-size 0", "--batch-size must be between 1 and", "is 0"),
    Mistake("--optimizer adam --momentum 0.9", "--momentum is not an option of the optimizer adam"),
    Mistake("--optimizer lion --epsilon 1e-8", "--epsilon is not an option of the optimizer lion"),
    Mistake("--amsgrad", "--amsgrad is not an option of the optimizer sgd"),
    Mistake("--optimizer adagrad --no-centered", "--centered is not an option of", "adagrad"),
    Mistake(
      "--momentum-form average --dampening 0.5", "--dampening cannot be given here",
      "--momentum-form average"),
    Mistake(
      "--optimizer lamb --placement update --decay-order after", "--decay-order cannot be given",
      "lamb is inside the update"),
    Mistake("--lookahead 5:2", "--lookahead must be K or K:ALPHA", "'5:2'"),
    Mistake("--lookahead -1", "--lookahead must be K or K:ALPHA", "'-1'"),
    Mistake("--sam 0", "--sam must be a finite number greater than 0"),
    Mistake("--minimum-fan-in 1", "--minimum-fan-in must be between 2 and"),
    Mistake("--centralization-strength 1.5", "--centralization-strength must be between 0 and 1"),
    Mistake("--centralization-schedule fast", "--centralization-schedule must be", "'fast'"),
    Mistake("--centralization none --placement update", "--placement cannot be given here"),
    Mistake(
      "--centralization none --minimum-fan-in 3", "--minimum-fan-in cannot be given here"),
    Mistake("--learning-rate nan", "--learning-rate must be"),
    Mistake("--train-samples 4", "--train-samples must be at least the batch size of 8"),
  ]

  @Test(arguments: options)
  func anOptionOutOfPlaceIsNamed(_ mistake: Mistake) async throws {
    let outcome = try await bench.command("run", mistake.words)
    expectFailure(outcome, code: 64)
    for word in mistake.expected { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    #expect(!bench.has("run"))
  }

  @Test func anUnknownKeyOfAFileNamesTheFileAndTheNearestKey() async throws {
    try bench.write(Array("modell: resnet8\n".utf8), to: "recipe.yaml")
    let outcome = try await bench.centralize("train", "--config", "recipe.yaml")
    expectFailure(outcome, code: 64, "recipe.yaml", "'modell'", "'model'")
  }

  @Test func aValueOutOfRangeInAFileIsTracedToIt() async throws {
    try bench.write(Array("batch-size: 0\n".utf8), to: "recipe.yaml")
    let outcome = try await bench.centralize(
      "train", "--config", "recipe.yaml", "--model", "resnet8", "--dataset", "mnist", "--data",
      "data")
    expectFailure(outcome, code: 64, "--batch-size must be", "recipe.yaml")
  }

  @Test func theEngineAloneSaysWhatItIs() async throws {
    let outcome = try await Command.run([], program: "centralize-engine", in: bench.path(""))
    expectFailure(outcome, code: 64, "started by centralize")
  }
}
