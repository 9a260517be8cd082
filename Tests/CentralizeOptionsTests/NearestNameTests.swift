import CentralizeOptions
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("learning-rat", "learning-rate"), ("learning_rate", "learning-rate"),
    ("learningRate", "learning-rate"), ("lr", "learning-rate"), ("bs", "batch-size"),
    ("wd", "weight-decay"), ("LEARNING-RATE", "learning-rate"), ("moemntum", "momentum"),
    ("epoch", "epochs"), ("no-augmentation", "no-augment"), ("optimiser", "optimizer"),
  ])
  func theNearestOptionIsFound(_ typed: String, meant: String) {
    #expect(NearestName.of(typed, among: OptionName.ofTraining.flatMap(\.spellings)) == meant)
  }

  @Test func dashesInFrontDoNotCount() {
    #expect(NearestName.of("--seeed", among: ["--steps", "--seed"]) == "--seed")
  }

  @Test(arguments: ["verbose", "version", "x", "", "gpu", "quite-another-thing"])
  func nothingIsMeantByWhatIsFar(_ typed: String) {
    #expect(NearestName.of(typed, among: OptionName.ofTraining.flatMap(\.spellings)) == nil)
    #expect(NearestName.of(typed, among: Subcommand.allCases.map(\.rawValue)) == nil)
  }

  @Test func theOnlyNameThatBeginsSoIsMeant() {
    #expect(
      NearestName.of("checkp", among: OptionName.ofTraining.map(\.rawValue)) == "checkpoint-every")
    #expect(NearestName.of("centraliz", among: OptionName.ofTraining.map(\.rawValue)) == nil)
  }

  /// A key of a file may be any text.
  @Test func aLongNameIsNotCompared() {
    #expect(NearestName.of(String(repeating: "x", count: 10_000_000), among: ["seed"]) == nil)
  }

  @Test func thereIsNoneAmongNone() {
    #expect(NearestName.of("seed", among: []) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abd", 1),
    ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func distanceCountsChanges(_ first: String, _ second: String, distance: Int) {
    #expect(NearestName.distance(first, second) == distance)
    #expect(NearestName.distance(second, first) == distance)
  }
}
