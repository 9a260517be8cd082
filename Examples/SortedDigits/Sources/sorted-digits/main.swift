import Torch
import TorchExperiments
import TorchNN

// Adam on a small transformer, without and with gradient centralization, two seeds each.
let experiment = ExperimentProgram(
  "sorted digits",
  RunConfiguration(
    own: OwnParts(network: "transformer", data: "sorted digits"), optimizer: .adam(Adam()),
    course: Course(
      .epochs(6), batchSize: 64, learningRate: 0.002,
      schedule: Schedule(.cosine(), warmup: .steps(50))),
    machine: Machine(threads: 1)),
  arms: [.without, .centralized()], seeds: 0..<2,
  OwnMakers(
    task: { run in try Sorting(run) },
    network: { run in
      Transformer(
        digits: Sorting.digits, length: Sorting.length, size: 64, heads: 4, blocks: 2,
        using: Generator(seed: run.start.seed))
    }))
experiment.main(in: CommandLine.arguments.dropFirst().first)
