import CentralizeOptions
import TestSupport
import Testing

struct OptionMapTests {
  private func map(_ entries: (String, ConfigurationValue)...) throws -> OptionMap {
    try OptionMap(entries.map { .init(key: $0.0, value: $0.1) }, of: "g.yaml")
  }

  @Test func itsOptionsAreThoseOfTheCommandLine() throws {
    let options = try map(
      ("model", .text("resnet8")), ("learning-rate", .number("1")), ("steps", .number("5")),
      ("no-augment", .truth(true)), ("nesterov", .truth(false)), ("lookahead", .text("5:0.8")),
      ("class-subset", .list([.number("0"), .text("2-4")])), ("monitor", .truth(true)))
    var expected = OptionMap()
    (expected[.model], expected[.learningRate], expected[.steps]) = ("resnet8", 1, 5)
    (expected[.augment], expected[.nesterov]) = (false, false)
    expected[.lookahead] = "5:0.8"
    expected[.classSubset] = "0,2-4"
    expected[.monitorEvery] = 50
    #expect(Set(options.entries) == Set(expected.entries))
    #expect(expected[.learningRate] == .number(1))
    #expect(expected[.learningRate]?.description == "1")
  }

  @Test func isCheckedAsAFileIs() {
    expectError("g.yaml", "unknown key 'lr'", "'learning-rate'") {
      _ = try map(("lr", .number("1")))
    }
    expectError("g.yaml", "'steps' must be a whole number", "1.5") {
      _ = try map(("steps", .number("1.5")))
    }
    expectError("g.yaml", "'optimizer' must be one of", "'adm'") {
      _ = try map(("optimizer", .text("adm")))
    }
    expectError("g.yaml", "'augment' must be true or false") {
      _ = try map(("augment", .number("1")))
    }
    expectError("g.yaml", "the key 'output'") { _ = try map(("output", .text("r"))) }
    expectError("g.yaml only says what the runs are", "--tensorboard") {
      _ = try map(("tensorboard", .truth(true)))
    }
    expectError("g.yaml", "the key 'seeds'") { _ = try map(("seeds", .number("3"))) }
    expectError("g.yaml", "'no-augment'", "twice") {
      _ = try map(("augment", .truth(true)), ("no-augment", .truth(true)))
    }
    expectError("--schedule must be", "'slow'") {
      _ = try map(
        ("model", .text("resnet8")), ("dataset", .text("mnist")), ("data", .text("/data")),
        ("schedule", .text("slow"))
      ).resolved(in: machine())
    }
    expectError("--learning-rate must be a finite number", "inf") {
      _ = try map(
        ("model", .text("resnet8")), ("dataset", .text("mnist")), ("data", .text("/data")),
        ("learning-rate", .number("inf"))
      ).resolved(in: machine())
    }
  }

  @Test func theUpperMapWins() throws {
    let base = try map(("learning-rate", .number("0.1")), ("momentum", .number("0.9")))
    let result = try base.overlaid(by: map(("learning-rate", .number("0.2"))))
    #expect(result[.learningRate] == .number(0.2) && result[.momentum] == .number(0.9))
  }

  @Test func whatLosesItsMeaningGoes() throws {
    let base = try map(
      ("epochs", .number("3")), ("dataset", .text("mnist")), ("data", .text("m")),
      ("placement", .text("update")), ("minimum-fan-in", .number("4")))
    let shorter = try base.overlaid(by: map(("steps", .number("5"))))
    #expect(shorter[.epochs] == nil && shorter[.steps] == .whole(5))
    #expect(try shorter.overlaid(by: map(("epochs", .number("1"))))[.steps] == nil)
    let none = try base.overlaid(by: map(("centralization", .text("none"))))
    #expect(none[.placement] == nil && none[.minimumFanIn] == nil && none[.epochs] == .whole(3))
    #expect(try base.overlaid(by: map(("centralization", .text("all"))))[.placement] != nil)
    #expect(try base.overlaid(by: map(("dataset", .text("cifar10"))))[.data] == nil)
    #expect(try base.overlaid(by: map(("dataset", .text("mnist"))))[.data] == .text("m"))
    let both = try map(("dataset", .text("cifar10")), ("data", .text("c")))
    #expect(base.overlaid(by: both)[.data] == .text("c"))
  }
}
