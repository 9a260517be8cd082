import ExperimentSupport
import Grids
import Reports
import CentralizeOptions
import TestSupport
import Testing

struct GridTests {
  @Test func aComparisonIsAGridOfOneCell() throws {
    let grid = try Grid(
      GridDescription(), options: minimal { $0[.seed] = 5 }, seeds: 2, in: machine())
    #expect(grid.seeds == [5, 6] && grid.cells.count == 1 && grid.cells[0].name.isEmpty)
    #expect(grid.cells[0].arms.map(\.name) == ["none", "all"])
    #expect(grid.runs.map(\.folder) == ["none-5", "all-5", "none-6", "all-6"])
    #expect(grid.runs.map(\.configuration.start.seed) == [5, 5, 6, 6])
    #expect(try grid.simple == minimal { $0[.seed] = 5 }.resolved(in: machine()))
    // The arms differ by centralization alone.
    let arms = grid.cells[0].arms.map(\.config)
    #expect(arms[1].withoutCentralization() == arms[0] && arms[0] != arms[1])
  }

  @Test func armsHaveLabelsOfTheirOwn() throws {
    let grid = try Grid(
      description {
        $0.pair = try [
          choice(("centralization", .text("none")), ("label", .text("plain SGD"))),
          choice(("centralization", .text("all"))),
        ]
      }, options: minimal(), seeds: nil, in: machine())
    #expect(grid.cells[0].arms.map(\.name) == ["none", "all"])
    #expect(grid.cells[0].arms.map(\.label) == ["plain SGD", nil])
    let other = try Grid(
      description { $0.axes = try [GridDescription.axis("optimizer=sgd,adam")] },
      options: minimal(), seeds: nil, in: machine())
    // The name of all is what all have in common.
    #expect(other.name == "resnet8 on fashion-mnist")
  }

  @Test func everyCombinationOfTheAxesIsACell() throws {
    let grid = try Grid(
      description {
        $0.axes = try [
          [
            choice(("optimizer", .text("sgd")), ("learning-rate", .number("0.05"))),
            choice(name: "Adam", ("optimizer", .text("adam"))),
          ],
          [choice(("weight-decay", .number("0"))), choice(("weight-decay", .number("1e-3")))],
        ]
        $0.seeds = .list([9, 3])
        $0.pair = try [
          choice(("centralization", .text("none"))), choice(("centralization", .text("all"))),
          choice(
            name: "conv-only", ("centralization", .text("convolutions")),
            ("placement", .text("update"))),
        ]
      }, options: minimal(), seeds: nil, in: machine())
    #expect(
      grid.cells.map(\.name) == [
        "sgd-learning-rate-0.05_weight-decay-0", "sgd-learning-rate-0.05_weight-decay-0.001",
        "Adam_weight-decay-0", "Adam_weight-decay-0.001",
      ])
    #expect(grid.cells[0].arms.map(\.name) == ["none", "all", "conv-only"])
    #expect(
      grid.cells[1].settings.map { "\($0.option)=\($0.value)" } == [
        "optimizer=sgd", "learning-rate=0.05", "weight-decay=0.001",
      ])
    // People read the settings, and the names that someone gave.
    #expect(
      grid.cells.map { Experiment.Cell(name: $0.name, settings: $0.settings, arms: []).label } == [
        "sgd, learning rate 0.05, weight decay 0", "sgd, learning rate 0.05, weight decay 0.001",
        "Adam_weight-decay-0", "Adam_weight-decay-0.001",
      ])
    let configs = grid.cells.map { $0.arms[2].config }
    #expect(configs.map(\.optimizer.name) == [.sgd, .sgd, .adam, .adam])
    // An optimizer that brings no rate has its own.
    #expect(configs.map(\.course.learningRate) == [0.05, 0.05, 0.001, 0.001])
    #expect(configs.map(\.optimizer.weightDecay) == [0, 1e-3, 0, 1e-3])
    #expect(configs.allSatisfy { $0[.placement] == "update" && $0.scopes.usual == .convolutions })
    #expect(grid.runs.count == 24 && grid.seeds == [9, 3] && grid.simple == nil)
    #expect(grid.runs[3].folder == "sgd-learning-rate-0.05_weight-decay-0/none-3")
    #expect(Set(grid.runs.map(\.folder)).count == 24)
    // The seed of the configuration is that of the run.
    #expect(grid.runs.allSatisfy { $0.folder.hasSuffix("-\($0.configuration.start.seed)") })
  }

  @Test func centralizationCanBeAnAxis() throws {
    let axis = try GridDescription.axis("centralization=all,convolutions")
    let grid = try Grid(
      description { $0.axes = [axis] }, options: minimal { $0[.placement] = "update" }, seeds: 1,
      in: machine())
    #expect(
      grid.cells.map { $0.arms.map(\.name) } == [["none", "all"], ["none", "convolutions"]])
    #expect(grid.cells.allSatisfy { $0.arms[1].config[.placement] == "update" })
  }

  @Test func theCommandLineIsLaidOverTheBase() throws {
    let grid = try Grid(
      description {
        $0.base = try OptionMap(
          [.init(key: "epochs", value: .number("9")), .init(key: "threads", value: .number("1"))],
          of: "g.yaml")
        $0.seeds = .count(4)
      }, options: minimal { $0[.steps] = 2 }, seeds: nil, in: machine())
    let config = grid.cells[0].arms[1].config
    #expect(config[.steps] == 2 && config[.epochs] == nil && config[.threads] == 1)
    #expect(grid.seeds == [0, 1, 2, 3])
  }

  /// However many runs go on at a time, a run has the threads that its configuration says.
  @Test func threadsAreFixedBeforeAnythingRuns() throws {
    let grid = try Grid(GridDescription(), options: minimal(), seeds: 1, in: machine())
    #expect(grid.runs.allSatisfy { $0.configuration.machine.threads == 2 })
  }
}
