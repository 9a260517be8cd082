import ExperimentSupport
import Grids
import CentralizeOptions
import TestSupport
import Testing

/// What cannot be a grid, said before anything runs.
struct WrongGridTests {
  private func expect(
    _ words: String..., options: OptionMap? = nil, seeds: Int? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout GridDescription) throws -> Void
  ) {
    let error = #expect(throws: OptionsError.self, sourceLocation: sourceLocation) {
      _ = try Grid(
        description(change), options: options ?? minimal(), seeds: seeds, in: machine())
    }
    let sentence = error?.description ?? ""
    #expect(error?.exitCode == 64, "\(sentence)", sourceLocation: sourceLocation)
    for word in words {
      #expect(sentence.contains(word), "\(word): \(sentence)", sourceLocation: sourceLocation)
    }
  }

  @Test func aLabelIsATextOfAnArm() {
    expect("g.yaml", "'label' is for the arms of 'pair'") {
      $0.axes = try [[choice(("epochs", .number("1")), ("label", .text("short")))]]
    }
    for (label, found) in [("", "is empty"), (String(repeating: "x", count: 201), "201")] {
      expect("g.yaml", "label", "1 to 200 characters", found) {
        $0.pair = try [choice(("label", .text(label))), choice(("epochs", .number("2")))]
      }
    }
  }

  @Test func anOptionThatTheOptimizerLacksNamesTheCell() {
    expect("g.yaml", "cell 'adam'", "--momentum is not an option of the optimizer adam") {
      $0.base = try OptionMap([.init(key: "momentum", value: .number("0.8"))], of: "g.yaml")
      $0.axes = try [GridDescription.axis("optimizer=sgd,adam")]
    }
    expect("g.yaml", "cell 'weight-decay--1'", "--weight-decay must be") {
      $0.axes = try [GridDescription.axis("weight-decay=-1")]
    }
    expect("g.yaml", "arm 'fast'", "--learning-rate must be") {
      $0.pair = try [
        choice(("centralization", .text("none"))),
        choice(name: "fast", ("learning-rate", .number("-1"))),
      ]
    }
  }

  @Test func nothingIsSetTwice() {
    expect("'optimizer' is set in axis 1 and in axis 2") {
      $0.axes = try [
        GridDescription.axis("optimizer=sgd,adam"), GridDescription.axis("optimizer=lion"),
      ]
    }
    expect("'centralization' is set in axis 1 and in pair") {
      $0.axes = try [GridDescription.axis("centralization=all")]
      $0.pair = try [
        choice(("centralization", .text("none"))), choice(("centralization", .text("all"))),
      ]
    }
    let given = minimal { $0[.optimizer] = "adam" }
    expect("--optimizer cannot be given here", "g.yaml sets it in axis 1", options: given) {
      $0.axes = try [GridDescription.axis("optimizer=sgd,adam")]
    }
  }

  @Test func namesTellApart() {
    expect("two cells are called 'a'") {
      $0.axes = try [
        [choice(name: "a", ("epochs", .number("1"))), choice(name: "a", ("epochs", .number("2")))]
      ]
    }
    expect("two arms are called 'X'") {
      $0.pair = try [
        choice(name: "x", ("centralization", .text("none"))),
        choice(name: "X", ("centralization", .text("all"))),
      ]
    }
    for name in ["../up", ".hidden", "a/b", "", "grid.json", "-flag", "ä"] {
      expect("'name' must be", "'\(name)'") {
        $0.axes = try [[choice(name: name, ("epochs", .number("1")))]]
      }
    }
  }

  @Test func somethingIsComparedWithSomethingElse() {
    expect("'pair' must have two arms") {
      $0.pair = try [choice(("centralization", .text("none")))]
    }
    expect("the arms 'a' and 'b' are the same runs") {
      $0.pair = try [
        choice(name: "a", ("centralization", .text("all"))),
        choice(name: "b", ("centralization", .text("all"))),
      ]
    }
    let none = minimal { $0[.centralization] = "none" }
    expect("--centralization", "nothing to compare it with", options: none) { _ in }
    expect("cell 'none'", "nothing to compare it with") {
      $0.axes = try [GridDescription.axis("centralization=none,all")]
    }
  }

  @Test func seedsAreOfOneKind() {
    expect("seeds are given by 'seeds'") { $0.axes = try [GridDescription.axis("seed=1,2")] }
    expect("'seeds' must list one or more, each once") { $0.seeds = .list([1, 1]) }
    expect("'seeds' must list one or more") { $0.seeds = .list([]) }
    expect("--seeds must be", "0", seeds: 0) { _ in }
    var last = minimal { $0[.seed] = .whole(Int.max) }
    expect("--seed must be at most", options: last, seeds: 2) { _ in }
    last[.seed] = 1
    expect("--seed cannot be given here", "lists its seeds", options: last) {
      $0.seeds = .list([1])
    }
  }

  @Test func anAxisIsAnOptionWithValues() {
    for text in ["optimizer", "optimizer=", "optimizer=sgd,,adam", "=x"] {
      expect("--axis") { $0.axes = try [GridDescription.axis(text)] }
    }
    expect("unknown key 'optimiser'", "'optimizer'") {
      $0.axes = try [GridDescription.axis("optimiser=sgd")]
    }
    expect("an axis must have a value") { $0.axes = [[]] }
  }

  @Test func whatAGridRequiresMustBeGiven() {
    expect("--weights is missing", "g.yaml needs it") { $0.requires = .weights }
  }

  @Test func aGridHasAnEnd() {
    expect("more than 100000 cells") {
      let axis = try (1...60).map { try choice(("epochs", .number("\($0)"))) }
      $0.axes = [axis, axis, axis]
    }
    expect("runs, and at most 100000", seeds: 10_000) {
      $0.axes = try [(1...6).map { try choice(("epochs", .number("\($0)"))) }]
    }
  }
}
