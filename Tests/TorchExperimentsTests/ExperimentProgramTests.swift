import CentralizeOptions
import Grids
import Reports
import TaskSupport
import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@testable import TorchExperiments

/// What an experiment of a program is made of.
struct ExperimentProgramTests {
  private let options = RunConfiguration(
    own: OwnParts(network: "one layer", data: "points"), machine: Machine(threads: 1))

  private func experiment(
    cells: [ComparedCell] = [], _ arms: [ComparedArm], seeds: [UInt64] = [0, 1],
    _ makers: OwnMakers = OwnMakers(task: { _ in LineTask() })
  ) -> ExperimentProgram {
    ExperimentProgram("lines", options, cells: cells, arms: arms, seeds: seeds, makers)
  }

  private func expect(_ parts: String..., from experiment: ExperimentProgram) {
    let error = #expect(throws: OptionsError.self) { try experiment.grid() }
    let sentence = error?.description ?? "no error"
    for part in parts { #expect(sentence.contains(part), "\(sentence)") }
  }

  @Test func armsDifferInWhatTheySay() throws {
    let arms = [
      ComparedArm.without, .centralized(Centralization(.convolutions)),
      ComparedArm("adam", optimizer: .adam(Adam()), learningRate: 0.5),
      ComparedArm("ranger", optimizer: .ranger(Ranger())),
      ComparedArm("clipped") { $0.wrapping.clipNorm = 2 },
      ComparedArm("own") { network, run in
        Optimizer(network.trainedParameters, learningRate: run.course.learningRate, Momentum(0.9))
      },
    ]
    let grid = try experiment(arms).grid()
    #expect(grid.runs.count == 12 && grid.cells.count == 1)
    let configs = grid.cells[0].arms.map(\.config)
    #expect(
      grid.cells[0].arms.map(\.name) == [
        "none", "convolutions", "adam", "ranger", "clipped", "own",
      ])
    #expect(configs[0][.centralization] == "none" && configs[1][.centralization] == "convolutions")
    #expect(configs[2][.optimizer] == "adam" && configs[2][.learningRate] == 0.5)
    #expect(configs[3][.lookahead] != nil && configs[2][.lookahead] == nil)
    #expect(configs[0][.learningRate] == 0.1 && configs[4][.clipNorm] == 2.0)
    #expect(configs[5][.ownOptimizer] == "own" && configs[5][.optimizer] == nil)
    #expect(configs[5][.clipNorm] == nil && configs[5][.momentum] == nil)
    #expect(configs.allSatisfy { $0[.model] == nil && $0[.dataset] == nil && $0[.crop] == nil })
    #expect(grid.simple == nil)
  }

  @Test func aRunGetsTheOptimizerOfItsArm() throws {
    let own = ComparedArm("own") { network, _ in
      Optimizer(network.trainedParameters, learningRate: 0.25, Momentum(0.9))
    }
    let experiment = experiment([.without, own])
    let runs = try experiment.grid().runs
    #expect(try experiment.makers(of: runs[0].configuration).optimizer == nil)
    let makers = try experiment.makers(of: runs[3].configuration)
    let network = Linear(2, 1, using: Generator(seed: 0))
    #expect(makers.optimizer?(network, runs[3].configuration).groups[0].learningRate == 0.25)
    var other = runs[0].configuration
    other.course.batchSize = 7
    #expect(throws: ExperimentProgramError.otherProgram(name: "lines")) {
      try experiment.makers(of: other)
    }
  }

  @Test func armsAreComparedInEachCell() throws {
    let cells = [0.5, 0.25].map { rate in
      ComparedCell("rate-\(rate)") {
        $0.course.learningRate = rate
        if rate < 0.5 { $0.wrapping.clipNorm = 2 }
      }
    }
    let own = ComparedArm("own") { network, run in
      Optimizer(
        network.trainedParameters, learningRate: run.course.learningRate / 2, Momentum(0.9))
    }
    let fixed = ComparedArm("fixed") {
      $0.optimizer.centralization = Centralization(.convolutions)
      $0.course.learningRate = 0.5
    }
    let experiment = self.experiment(cells: cells, [.without, own, fixed], seeds: [3])
    let grid = try experiment.grid()
    #expect(
      grid.runs.map(\.folder) == [
        "rate-0.5/none-3", "rate-0.5/own-3", "rate-0.5/fixed-3", "rate-0.25/none-3",
        "rate-0.25/own-3", "rate-0.25/fixed-3",
      ])
    #expect(grid.cells[0].settings.map(\.option) == ["learning-rate"])
    #expect(grid.cells[1].settings.map(\.option).sorted() == ["clip-norm", "learning-rate"])
    let run = grid.runs[4].configuration
    let network = Linear(2, 1, using: Generator(seed: 0))
    let optimizer = try #require(try experiment.makers(of: run).optimizer)
    #expect(optimizer(network, run).groups[0].learningRate == 0.125)
    let unchanged = { ComparedCell($0) { _ in } }
    expect(
      "the cells 'a' and 'b' are the same runs",
      from: self.experiment(cells: ["a", "b"].map(unchanged), [.without, own]))
    expect(
      "letters", "'../a'", from: self.experiment(cells: [unchanged("../a")], [.without, own]))
    let broken = ComparedCell("x") { $0.wrapping.clipNorm = -1 }
    expect(
      "cell 'x', arm 'none'", "--clip-norm",
      from: self.experiment(cells: [broken], [.without, own]))
  }

  @Test func whatCannotBeIsSaid() {
    expect("two arms or more", from: experiment([.without]))
    expect(
      "'none' and 'same' are the same runs",
      from: experiment([.without, ComparedArm("same", centralization: nil)]))
    expect(
      "two arms are called 'none'",
      from: experiment([.without, ComparedArm("none", centralization: Centralization())]))
    expect("'a/b'", "letters", from: experiment([.without, ComparedArm("a/b")]))
    expect("each once", from: experiment([.without, .centralized()], seeds: [1, 1]))
    expect("each once", from: experiment([.without, .centralized()], seeds: []))
    expect(
      "--clip-norm", "greater than 0",
      from: experiment([.without, ComparedArm("x") { $0.wrapping.clipNorm = -1 }]))
    expect(
      "name 'points' as own-data, and nothing in the program makes it",
      from: experiment([.without, .centralized()], OwnMakers()))
  }
}
