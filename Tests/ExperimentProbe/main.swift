// A program with an experiment of its own: experiment-probe FOLDER [NAME=NUMBER]…
import Foundation
import TaskSupport
import Torch
import TorchExperiments
import TorchNN
import TorchOptimizers

let words = CommandLine.arguments.dropFirst()
let pairs = words.dropFirst().map { $0.split(separator: "=") }
let numbers = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), Int($0[1])) })

func number(_ name: String, _ usual: Int) -> Int { (numbers[name] ?? nil) ?? usual }

/// Slow enough to be stopped on its way.
struct SlowLine: TrainingTask {
  let line: LineTask
  let pause: Int
  var about: TaskDescription { line.about }
  var digests: [String: String] { line.digests }
  var batchCount: Int { line.batchCount }

  func batches(epoch: Int, numbers: [Int]) throws -> () throws -> (any TrainingBatch)? {
    let next = line.batches(epoch: epoch, numbers: numbers)
    return {
      usleep(UInt32(pause) * 1000)
      return try next()
    }
  }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? { try line.evaluate(network, on: part, in: pass) }
}

let course = Course(
  .epochs(number("epochs", 2)), batchSize: 8, accumulate: number("accumulate", 1),
  learningRate: 0.05, schedule: Schedule(.constant))
var options = RunConfiguration(
  own: OwnParts(network: "one layer", data: "points"), optimizer: .sgd(SGD(momentum: 0.5)),
  course: course, machine: Machine(threads: 1))
options.logging.logEvery = 1
let chain = ComparedArm("chain", label: "a chain of its own") { network, run in
  Optimizer(
    network.trainedParameters,
    // A rate at which no loss stays finite is no mistake of the program.
    learningRate: number("broken", 0) > 0 ? 1e30 : run.course.learningRate,
    GradientCentralization(), Momentum(0.9))
}
let experiment = ExperimentProgram(
  "guessing lines", options,
  cells: (0..<number("cells", 0)).map { cell in
    ComparedCell("half-\(cell)") { $0.course.learningRate /= Double(1 + cell) }
  }, arms: [.without, .centralized(), chain],
  seeds: 0..<UInt64(number("seeds", 1)),
  OwnMakers(
    task: { _ in
      SlowLine(
        line: LineTask(digests: ["points": try DataDigest.of([LineTask.Points(0).input])]),
        pause: number("pause", 0))
    },
    network: { run in Linear(2, 1, using: Generator(seed: run.start.seed)) }))
// What the parent alone says: of a run's own process nobody sees it.
print("lines")
experiment.main(
  in: words.first, jobs: number("jobs", 1), processes: numbers["processes"] ?? nil,
  retryFailed: number("retry", 0) > 0, timeout: 60)
